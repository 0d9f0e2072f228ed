using System.Text;
using AiBom.Domain;

namespace AiBom.Verification.Tests.Jsf;

public sealed class CanonicalVectorTests
{
    [Fact]
    public void Every_published_pair_comes_out_byte_for_byte()
    {
        IReadOnlyList<SignatureVector> rows = SignatureVectors.Rows("jcs");
        SignatureVector[] failed =
        [
            .. rows.Where(row => Encoding.UTF8.GetString(CanonicalJson.Canonicalize(File.ReadAllBytes(row.Bundle)))
                != File.ReadAllText(row.Artifact).TrimEnd('\n')),
        ];

        SignatureVectors.Report("jcs", rows.Count - failed.Length, [], [.. failed.Select(row => row.Case)]);
    }
}
