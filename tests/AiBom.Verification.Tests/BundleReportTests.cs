using AiBom.Domain;

namespace AiBom.Verification.Tests;

public sealed class BundleReportTests
{
    private static readonly Finding[] Sound =
        [.. Enum.GetValues<BundleCheck>().Select(check => Findings.Passed(check, "holds"))];

    [Fact]
    public void Only_a_report_in_which_every_check_passed_is_trusted()
    {
        Assert.True(new BundleReport(null, [.. Sound]).IsTrusted);
        Assert.Equal(Authenticity.Valid, new BundleReport(null, [.. Sound]).Authenticity);
        for (int i = 0; i < Sound.Length; i++)
        {
            Finding[] broken = [.. Sound];
            broken[i] = Findings.Noted((BundleCheck)(i + 1), FindingCodes.UntrustedSigner, "does not hold");

            Assert.False(new BundleReport(null, [.. broken]).IsTrusted);
            Assert.NotEqual(Authenticity.Valid, new BundleReport(null, [.. broken]).Authenticity);
        }
    }

    [Fact]
    public void A_check_that_was_not_reached_is_no_pass()
    {
        Finding[] checks = [.. Sound];
        checks[^1] = Findings.NotReached(BundleCheck.Validity);

        Assert.False(new BundleReport(null, [.. checks]).IsTrusted);
    }

    [Fact]
    public void A_report_with_a_check_missing_twice_or_out_of_order_cannot_be_made()
    {
        Finding[][] wrong = [[], Sound[1..], Sound[..^1], [.. Sound, Sound[0]], [.. Sound.Reverse()]];

        Assert.All(wrong, checks => Assert.Throws<ArgumentException>(() => new BundleReport(null, [.. checks])));
    }
}
