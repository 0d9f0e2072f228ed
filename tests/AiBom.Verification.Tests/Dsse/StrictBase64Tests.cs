using System.Text;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Tests.Dsse;

public sealed class StrictBase64Tests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Zg==", "66")]
    [InlineData("Zg", "66")]
    [InlineData("Zm8=", "666F")]
    [InlineData("Zm8", "666F")]
    [InlineData("Zm9v", "666F6F")]
    [InlineData("+/+/", "FBFFBF")]
    [InlineData("-_-_", "FBFFBF")]
    [InlineData("-_8", "FBFF")]
    [InlineData("+/8", "FBFF")]
    [InlineData("-_8=", "FBFF")]
    [InlineData("+_8=", null)]
    [InlineData("Zh==", null)]
    [InlineData("Zm9=", null)]
    [InlineData("Zh", null)]
    [InlineData("Z", null)]
    [InlineData("Z===", null)]
    [InlineData("Zg=", null)]
    [InlineData("Zm9v=", null)]
    [InlineData("Zm9v====", null)]
    [InlineData("=", null)]
    [InlineData("====", null)]
    [InlineData("Zg==Zg==", null)]
    [InlineData("Zm 9v", null)]
    [InlineData("Zm9v\n", null)]
    [InlineData("Zm9é", null)]
    public void One_text_has_one_value_or_none(string text, string? hex) => Assert.Equal(
        hex,
        StrictBase64.TryDecode(Encoding.UTF8.GetBytes(text), out byte[]? bytes) ? Convert.ToHexString(bytes) : null);

    [Fact]
    public void Every_length_comes_back_in_both_alphabets_padded_or_not()
    {
        var random = new Random(7);
        for (int length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            string standard = Convert.ToBase64String(bytes);
            string urlSafe = standard.Replace('+', '-').Replace('/', '_');
            foreach (string text in (string[])[standard, standard.TrimEnd('='), urlSafe, urlSafe.TrimEnd('=')])
            {
                Assert.True(StrictBase64.TryDecode(Encoding.ASCII.GetBytes(text), out byte[]? decoded));
                Assert.Equal(bytes, decoded);
            }
        }
    }
}
