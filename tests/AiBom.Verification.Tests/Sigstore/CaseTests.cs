namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Minted evidence: what is sound is accepted, and what breaks a rule fails the check of that rule.</summary>
public sealed class CaseTests
{
    public static TheoryData<string> Names => [.. Case.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Evidence_fails_the_check_whose_rule_it_breaks_and_no_other_before(string name)
    {
        Case one = Case.All[name];
        string verdict = Judge.Verdict(one.Evidence);

        Assert.Equal(one.IsSound ? Judge.Accepted : one.Fails, verdict.Split(' ')[0]);
    }

    [Fact]
    public void Digests_of_the_artifact_are_as_good_as_its_bytes() => Assert.All(
        Case.All.Values.Where(one => one.IsSound),
        one => Assert.Equal(Judge.Accepted, Judge.VerdictByDigests(one.Evidence)));
}
