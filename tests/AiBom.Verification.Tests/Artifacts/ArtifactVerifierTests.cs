using System.Text;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Artifacts;

namespace AiBom.Verification.Tests.Artifacts;

public sealed class ArtifactVerifierTests
{
    [Theory]
    [InlineData("a sha256=x", "a=x", "a:MATCH")]
    [InlineData("a sha256=x", "a=y", "a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a sha256=x", "", "a:NOT_AVAILABLE")]
    [InlineData("a", "a=x", "a:MISSING")]
    [InlineData("a", "", "a:MISSING")]
    [InlineData("a md5=x", "", "a:WEAK_ALGORITHM")]
    [InlineData("a md5=x", "a=x", "a:WEAK_ALGORITHM")]
    [InlineData("a sha1=x", "a=x", "a:WEAK_ALGORITHM")]
    [InlineData("a md5=x", "a=y", "a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a md5=x sha512=x", "a=x", "a:MATCH")]
    [InlineData("a md5=y sha256=x", "a=x", "a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a sha256=x sha512=y", "a=x", "a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a sha3256=x", "a=x", "a:MATCH")]
    [InlineData("a blake3=x", "", "a:NOT_AVAILABLE")]
    [InlineData("a blake3=x", "a=x", "a:NOT_AVAILABLE ALGORITHM_UNSUPPORTED(a)")]
    [InlineData("a blake3=x sha384=x", "a=x", "a:MATCH")]
    [InlineData("a blake3=x sha384=x", "a=y", "a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a sha256=x", "b=x", "a:NOT_AVAILABLE ARTIFACT_UNDECLARED(b)")]
    [InlineData("a sha256=x", "A=x", "a:NOT_AVAILABLE ARTIFACT_UNDECLARED(A)")]
    [InlineData("", "handler.py=x", "ARTIFACT_UNDECLARED(handler.py)")]
    [InlineData("a sha256=x|b sha256=y", "b=y|a=x", "a:MATCH b:MATCH")]
    [InlineData("a sha256=x|b sha256=y", "a=x|b=x", "a:MATCH b:MISMATCH DIGEST_MISMATCH(b)")]
    [InlineData("a sha256=x|a sha256=y", "a=x", "a:MATCH a:NOT_AVAILABLE")]
    [InlineData("a sha256=x|a sha256=y", "a=x|a=y", "a:MATCH a:MATCH")]
    [InlineData("a sha256=x|a sha256=y", "a=z", "a:MISMATCH a:MISMATCH DIGEST_MISMATCH(a) DIGEST_MISMATCH(a)")]
    [InlineData("a sha256=x|a sha256=x", "a=z", "a:MISMATCH a:MISMATCH DIGEST_MISMATCH(a)")]
    [InlineData("a sha256=x", "a=x|a=y", "a:MATCH")]
    public async Task Declared_files_are_compared_with_the_bytes_that_came(
        string files, string parts, string expected) =>
        Assert.Equal(expected, await Compare(files, parts));

    [Fact]
    public async Task A_mismatch_tells_what_was_declared_and_what_came()
    {
        ArtifactReport report = await Report("model.safetensors sha256=good", "model.safetensors=bad");

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal("artifact", finding.Check);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.Equal("/files/0", finding.Pointer);
        Assert.Contains("'model.safetensors'", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Digest.Of("good"u8).ToString(), finding.Expected);
        Assert.Equal(Digest.Of("bad"u8).ToString(), finding.Found);
        Assert.Equal(Digest.Of("bad"u8), Assert.Single(report.Checks).Observed);
        Assert.True(report.IsQuarantined);
    }

    [Fact]
    public async Task Bytes_that_no_file_declares_do_not_quarantine() =>
        Assert.False((await Report("a sha256=x", "a=x|handler.py=y")).IsQuarantined);

    [Fact]
    public async Task One_name_declared_very_often_costs_no_more_than_its_length()
    {
        string files = string.Join('|', Enumerable.Repeat("config.json sha256=x", 50_000));

        ArtifactReport report = await Report(files, "config.json=y");

        Assert.Equal(50_000, report.Checks.Length);
        Assert.Single(report.Findings);
    }

    private static async Task<string> Compare(string files, string parts)
    {
        ArtifactReport report = await Report(files, parts);
        IEnumerable<string> checks = report.Checks
            .Select(check => $"{check.Name}:{JsonNamingPolicy.SnakeCaseUpper.ConvertName(check.Status.ToString())}");
        IEnumerable<string> findings = report.Findings
            .Select(finding => $"{finding.Code}({finding.Message.Split('\'')[1]})");
        return string.Join(' ', checks.Concat(findings));
    }

    /// <summary>Files as "name function=content …" and parts as "name=content", separated by bars.</summary>
    private static async Task<ArtifactReport> Report(string files, string parts)
    {
        DeclaredFile[] declared =
        [
            .. files.Split('|', StringSplitOptions.RemoveEmptyEntries).Select((file, i) => Declare(file.Split(' '), i)),
        ];
        var observed = new List<ObservedArtifact>();
        foreach (string part in parts.Split('|', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=');
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(pair[1]));
            ArtifactHashes? hashes = await ArtifactHasher.HashAsync(
                content, Enum.GetValues<HashFunction>(), 1_000, TestContext.Current.CancellationToken);
            observed.Add(new ObservedArtifact(pair[0], Assert.IsType<ArtifactHashes>(hashes)));
        }

        return ArtifactVerifier.Verify(declared, observed);
    }

    private static DeclaredFile Declare(string[] words, int position) =>
        new(words[0], [.. words.Skip(1).Select(DigestOf)], $"/files/{position}");

    private static DeclaredDigest DigestOf(string assignment)
    {
        string[] pair = assignment.Split('=');
        HashFunction function = Enum.Parse<HashFunction>(pair[0], ignoreCase: true);
        using var hasher = new ArtifactHasher([function]);
        hasher.Append(Encoding.UTF8.GetBytes(pair[1]));

        // Nothing here computes BLAKE3; any digits of its length will do.
        return hasher.Finish().Digests.TryGetValue(function, out DeclaredDigest? digest)
            ? digest
            : new DeclaredDigest(function, new string('0', DeclaredDigest.HexLengthOf(function)));
    }
}
