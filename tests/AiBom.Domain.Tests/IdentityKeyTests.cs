using System.Collections.Immutable;

namespace AiBom.Domain.Tests;

public sealed class IdentityKeyTests
{
    private static readonly Digest Document = Digest.Of("document"u8);
    private static readonly DeclaredDigest Own = new(HashFunction.Sha512, new string('a', 128));
    private static readonly DeclaredDigest Weak = new(HashFunction.Md5, new string('b', 32));
    private static readonly DeclaredFile Weights =
        new("w", [new DeclaredDigest(HashFunction.Sha256, Document.Hex)], "");

    private static readonly DeclaredEntity Named = new()
    {
        Kind = EntityKind.Model,
        Pointer = "/metadata/component",
        Group = "aurora",
        Name = "sign-base",
        Version = "2.1.0",
    };

    [Fact]
    public void Keys_come_strongest_first_and_a_name_is_none_beside_them() => Assert.Equal(
        $"{RootDigest.Of([("w", Document)])} {Own} pkg:huggingface/aurora/sign-base@abc1234",
        Keys(Named with
        {
            Files = [Weights],
            Digests = [Weak, Own],
            PackageUrl = "pkg:huggingface/aurora/sign-base@ABC1234",
        }));

    [Fact]
    public void A_name_with_a_version_is_good_within_its_publisher() =>
        Assert.Equal("name:aurora:Model:aurora/sign-base@2.1.0", Keys(Named));

    [Fact]
    public void A_name_without_a_version_is_good_within_its_document_only()
    {
        Assert.Equal(
            $"name:sha256%3A{Document.Hex}:Model:aurora/sign-base#/metadata/component",
            Keys(Named with { Version = null }));
        Assert.Equal(
            $"name:sha256%3A{Document.Hex}:Model:aurora/#/metadata/component",
            Keys(Named with { Name = "" }));
    }

    [Theory]
    [InlineData("pkg:huggingface/aurora/sign-base")]
    [InlineData("pkg:huggingface/aurora/sign-base@1.0")]
    [InlineData("pkg:huggingface/aurora/sign-base@main")]
    [InlineData("no package URL")]
    public void A_package_url_without_a_revision_is_no_key(string packageUrl) => Assert.Equal(
        "name:aurora:Model:aurora/sign-base@2.1.0", Keys(Named with { PackageUrl = packageUrl }));

    [Fact]
    public void Weak_digests_and_part_of_the_files_identify_nothing()
    {
        DeclaredFile bare = new("x", [], "");

        Assert.Equal(Keys(Named), Keys(Named with { Digests = [Weak], Files = [Weights, bare] }));
        Assert.Throws<ArgumentException>(() => IdentityKey.Of(Weak));
    }

    [Fact]
    public void A_key_that_is_declared_twice_is_one() =>
        Assert.Equal(Own.ToString(), Keys(Named with { Digests = [Own, Own] }));

    [Fact]
    public void A_scope_cannot_run_on_into_the_name()
    {
        var honest = IdentityKey.OfName("a", EntityKind.Model, "x:Model:b@1");
        var forged = IdentityKey.OfName("a:Model:x", EntityKind.Model, "b@1");

        Assert.NotEqual(honest, forged);
    }

    [Fact]
    public void Every_key_reads_back_as_itself()
    {
        IdentityKey[] keys =
        [
            IdentityKey.Of(Document),
            IdentityKey.Of(Own),
            .. IdentityKey.OfPackageUrl(new PackageUrl("pypi", null, "torch", "2", null)),
            IdentityKey.OfName("aurora", EntityKind.Dataset, "x@1"),
        ];

        Assert.All(keys, key =>
        {
            Assert.True(IdentityKey.TryParse(key.Text, out IdentityKey read));
            Assert.Equal(key, read);
        });
        Assert.All((string?[])[null, "", "word"], text => Assert.False(IdentityKey.TryParse(text, out _)));
    }

    private static string Keys(DeclaredEntity entity)
    {
        ImmutableArray<IdentityKey> keys = entity.Keys("aurora", Document);
        return string.Join(' ', keys);
    }
}
