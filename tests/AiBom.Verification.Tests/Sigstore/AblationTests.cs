using System.Text;
using AiBom.Testing;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>
/// What each check is good for: with it left out, evidence that it alone refuses is accepted. No check could go
/// without anyone seeing it.
/// </summary>
public sealed class AblationTests
{
    private const string Path = "tests/AiBom.Verification.Tests/Sigstore/Ablation.md";
    private const string Refresh = "AIBOM_REFRESH_ABLATION";

    [Fact]
    public void Each_check_refuses_what_no_other_does()
    {
        Row[] rows = [.. Case.All.Values.Where(one => !one.IsSound).AsParallel().AsOrdered().Select(Judged)];
        Compare(Render(rows));

        var needed = rows.Where(row => row.Without is Judge.Accepted).Select(row => row.Check).ToHashSet();

        Assert.DoesNotContain(SigstoreChecks.All, check => !needed.Contains(check.Name));
    }

    private static Row Judged(Case one) => new(
        one.Fails, one.Name, Judge.Verdict(one.Evidence), Judge.VerdictWithout(one.Evidence, one.Fails));

    private static string Render(Row[] rows)
    {
        var text = new StringBuilder(
            $"""
            # What each check of a Sigstore bundle is good for

            Each case breaks one rule with every signer honest. The last column is the verdict where the check is left
            out and all others are made. Written by `AblationTests`; set `{Refresh}=1` to write it anew.

            """);
        foreach (SigstoreCheck check in SigstoreChecks.All)
        {
            text.Append($"\n## {check.Name}\n\n{check.Rule}\n");
            Row[] own = [.. rows.Where(row => row.Check == check.Name)];
            if (own is not [])
            {
                text.Append("\n| case | with it | without it |\n|---|---|---|\n");
                text.AppendJoin("", own.Select(row => $"| {row.Name} | {row.With} | {row.Without} |\n"));
            }
        }

        return text.ToString();
    }

    private static void Compare(string text)
    {
        string path = Repository.At(Path);
        if (Environment.GetEnvironmentVariable(Refresh) is not null)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>What happened to a case.</summary>
    private sealed record Row(string Check, string Name, string With, string Without);
}
