using AiBom.Domain;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Tests.Dsse;

public sealed class KeyHintTests
{
    private static readonly Digest Key = Digest.Of("key"u8);

    [Fact]
    public void A_key_id_that_is_a_sha_256_in_any_usual_spelling_names_a_key()
    {
        string base64 = Convert.ToBase64String(Key.ToBytes());
        string[] spellings =
        [
            Key.Hex,
            Key.Hex.ToUpperInvariant(),
            $"sha256:{Key.Hex}",
            $"SHA256:{base64}",
            $"SHA256:{base64.TrimEnd('=')}",
            base64,
        ];

        Assert.All(spellings, spelling => Assert.Equal(Key, KeyHint.Read(spelling)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("aurora-2026")]
    [InlineData("SHA256:")]
    [InlineData("SHA256:AAAA")]
    [InlineData("sha256:ab")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("keystore://76574:prod:vsa_signing_public_key")]
    public void Any_other_key_id_names_none(string? keyId) => Assert.Null(KeyHint.Read(keyId));
}
