using System.Text;
using AiBom.Registry.Gates;

namespace AiBom.Registry.Tests.Gates;

public sealed class PolicyRegisterTests
{
    [Fact]
    public async Task A_newer_version_decides_from_then_on_and_the_older_stays_as_it_was()
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("ours 1", await Register(desk, "ours", 1));
        Assert.Equal("ours 3", await Register(desk, "ours", 3, "REPORT"));

        await desk.RestartAsync();
        PolicySet policies = desk.Registry.Policies.Current;
        Assert.Equal(
            "default 1, lenient 1, ours 1, ours 3, standard 1, strict 1",
            string.Join(", ", policies.All.Select(Told)));
        Assert.Equal(3, policies.Find("ours")!.Version);
        Assert.Equal(RuleMode.Enforce, policies.Find("ours", 1)!.Rules[0].Mode);
        PolicyOrigin origin = policies.Find("ours")!.Origin!;
        Assert.Equal(("admin", Desk.Day(10)), (origin.Actor, origin.At));
        Assert.Null(policies.Find("ours", 2));
        Assert.Null(policies.Find("theirs"));
    }

    [Fact]
    public async Task The_same_content_again_changes_nothing_and_another_under_its_version_is_a_conflict()
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "ours", 2);
        long head = await desk.Head();

        Assert.Equal("ours 2", await Register(desk, "ours", 2));
        Assert.Equal("Conflict { Policy = ours, Version = 2 }", await Register(desk, "ours", 2, "REPORT"));
        Assert.Equal("NotNewer { Policy = ours, Newest = 2 }", await Register(desk, "ours", 1));
        Assert.Equal(head, await desk.Head());
    }

    [Fact]
    public async Task The_built_in_policy_is_there_from_the_start_and_can_be_followed_by_a_newer_one()
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("default 1", Told(desk.Registry.Policies.Current.FindGate(null)!));
        Assert.Equal("Conflict { Policy = default, Version = 1 }", await Register(desk, "default", 1));
        Assert.Equal("default 2", await Register(desk, "default", 2));
        Assert.Equal("default 2", Told(desk.Registry.Policies.Current.FindGate(null)!));
    }

    [Fact]
    public async Task Of_many_that_register_one_version_at_once_one_content_is_kept()
    {
        await using Desk desk = await Desk.OpenAsync();

        string[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
            number => Register(desk, "ours", 1, number % 2 == 0 ? "REPORT" : "ENFORCE")));

        Assert.Equal(4, answers.Count(answer => answer is "ours 1"));
        Assert.Single(desk.Registry.Policies.Current.All, policy => policy.Id == "ours");
    }

    private static async Task<string> Register(Desk desk, string id, int version, string mode = "ENFORCE")
    {
        string json =
            $$"""{"id":"{{id}}","version":{{version}},"rules":[{"rule":"DIGEST_MISMATCH","mode":"{{mode}}"}]}""";
        PolicyRegistration registration = await desk.Registry.Policies.RegisterAsync(
            Encoding.UTF8.GetBytes(json), "admin", TestContext.Current.CancellationToken);
        return registration is PolicyRegistration.Registered(PolicyVersion policy)
            ? Told(policy)
            : registration.ToString();
    }

    private static string Told(PolicyVersion policy) => $"{policy.Id} {policy.Version}";
}
