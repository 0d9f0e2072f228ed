using AiBom.Domain;

namespace AiBom.Lineage.Tests;

public sealed class IdentityTests
{
    // Keys that start with p are package URLs, with n names, with s short commits, others digests. Classes at each
    // level, as "a=b".
    private const string Kinds =
        "p[purl] p1[purl] p2[purl] n[name] n1[name] n2[name] s[short] s1[short] s2[short] d d1 d2 d3 ";

    [Theory]
    [InlineData("d1=d2 d2=d3", 1, "d1=d2=d3")]
    [InlineData("d1=d2:VERIFIED d2=d3:SIGNED", 2, "d1=d2=d3")]
    [InlineData("d1=d2:VERIFIED d2=d3:SIGNED", 3, "d1=d2")]
    [InlineData("n1=d1 n2=n1", 1, "n1=n2=d1")]
    [InlineData("p=d:SIGNED", 1, "p=d")]
    [InlineData("p=d:SIGNED", 3, "")]
    [InlineData("p=d1:SIGNED p=d2", 1, "p=d1")]
    [InlineData("p=d1:SIGNED p=d2:SIGNED", 1, "")]
    [InlineData("p=d1:SIGNED p=d2:SIGNED d1=d2", 1, "p=d1=d2")]
    [InlineData("p=d1:SIGNED p=d2:SIGNED d1=d2", 2, "")]
    [InlineData("p=d1:VERIFIED p=d1 p=d2:SIGNED", 2, "p=d1")]
    [InlineData("p=n n=d", 1, "p=n=d")]
    [InlineData("p1=n p2=n", 1, "p1=p2=n")]
    [InlineData("p1=n p2=n p1=d1:SIGNED p2=d2:SIGNED", 1, "p1=d1 p2=d2")]
    [InlineData("p1=n:SIGNED p2=n p1=d1:SIGNED p2=d2:SIGNED", 1, "p1=n=d1 p2=d2")]
    [InlineData("p=n:SIGNED p=d1 p=d2", 1, "p=n")]
    [InlineData("p1=p2 p1=d", 1, "p1=p2=d")]
    [InlineData("p1=p2 p1=d1 p2=d2", 1, "p1=d1 p2=d2")]
    [InlineData("s=p", 1, "p=s")]
    [InlineData("s=p p=d:SIGNED", 2, "p=d")]
    [InlineData("s1=p s2=p", 1, "p=s1=s2")]
    [InlineData("s=p1 s=p2", 1, "")]
    [InlineData("s=p1 s=p2:SIGNED", 1, "p2=s")]
    [InlineData("s=p1 s=p2 p1=d p2=d", 1, "p1=p2=s=d")]
    [InlineData("s=p1 s=p2 p1=d1 p2=d2", 1, "p1=d1 p2=d2")]
    [InlineData("s=d1 s=p p=d1", 1, "p=s=d1")]
    [InlineData("s=d1 s=d2", 1, "")]
    [InlineData("s=p n=s", 1, "p=n=s")]
    [InlineData("s=p1 s=p2 n=s", 1, "n=s")]
    [InlineData("s=p1 n=s n=p2", 1, "p2=n")]
    [InlineData("s1=n s2=n", 1, "n=s1=s2")]
    [InlineData("s1=n s2=n s1=p1 s2=p2", 1, "p1=s1 p2=s2")]
    public void Keys_join_by_the_best_proved_statements(string statements, int level, string classes)
    {
        Asked asked = Asked.Of(Declare(statements));

        Assert.Equal(classes, Classes(asked, (Assurance)level));
    }

    [Theory]
    [InlineData("p=d1:SIGNED p=d2", "p", "d1:SIGNED! d2:ASSERTED")]
    [InlineData("p=d1:SIGNED p=d2:SIGNED", "p", "d1:SIGNED d2:SIGNED")]
    [InlineData("p=d1:SIGNED p=d2:SIGNED p=d3", "p", "d1:SIGNED d2:SIGNED d3:ASSERTED")]
    [InlineData("p=d1:SIGNED p=d2", "d2", "d1:ASSERTED")]
    [InlineData("p=d1:SIGNED p=d1", "p", "")]
    public void All_candidates_of_a_conflict_are_listed(string statements, string key, string conflicts)
    {
        Asked asked = Asked.Of(Declare(statements));

        Assert.Equal(conflicts, asked.Text(asked.Graph.Conflicts(asked.Id(key))));
    }

    [Fact]
    public void A_commit_written_short_leads_to_its_one_commit_and_to_none_of_several()
    {
        Asked one = Asked.Of("s[short] p1[purl] s=p1 app<s");
        Asked several = Asked.Of("s[short] p1[purl] p2[purl] s=p1 s=p2 app<s");

        Assert.Equal("app@1:ASSERTED", one.Text(one.Impact("p1").Affected));
        Assert.Empty(several.Impact("p1").Affected);
        Assert.Equal(
            "s(IdentityAmbiguous) app(Inherited via s)", several.Text(several.Impact("p1").PossiblyAffected));
        Assert.Equal("p1:ASSERTED p2:ASSERTED", several.Text(several.Graph.Conflicts(several.Id("s"))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_a_statement_joined_is_apart_when_nothing_says_so_any_longer(bool isLate)
    {
        // Late: the statement came after the base of the snapshot was made.
        Asked asked = Asked.Of(isLate ? "app<a other<b" : "app<a other<b a=b");
        (int a, int b) = (asked.Id("a"), asked.Id("b"));
        LineageGraph joined = isLate
            ? asked.Graph.With([], [new StatementFacts(b, EdgeKind.SameAs, a, Assurance.Asserted, 7)], 7)
            : asked.Graph;

        LineageGraph split = joined.With([], [], 8, [StatementFacts.Nothing(a, EdgeKind.SameAs, b, 8)]);
        LineageGraph again = split.With([], [new StatementFacts(a, EdgeKind.SameAs, b, Assurance.Asserted, 9)], 9);

        Assert.Equal([2, 1, 2], ((LineageGraph[])[joined, split, again]).Select(graph => graph.Members(a).Length));
        Assert.Equal(
            [2, 1, 2],
            ((LineageGraph[])[joined, split, again]).Select(graph => graph.Impact([a]).Affected.Length));
        Assert.Equal((a, b), (split.Resolve(a), split.Resolve(b)));
    }

    [Fact]
    public void A_strangers_unsigned_claim_on_a_vendors_package_URL_does_not_redirect_it()
    {
        // The stranger says that the vendor's package is other bytes, and then that those bytes are clean.
        Asked asked = Asked.Of("p[purl] p=real:SIGNED real<bad:SIGNED p=fake app<p");

        Assert.Equal("real", asked.Names([asked.Graph.Resolve(asked.Id("p"))]));
        Assert.Equal("real@1:SIGNED app@2:ASSERTED", asked.Text(asked.Impact("bad").Affected));
    }

    [Fact]
    public void What_a_losing_claim_ties_to_an_affected_thing_is_possibly_affected_and_so_is_its_downstream()
    {
        Asked asked = Asked.Of("p[purl] p=real:SIGNED p=fake app<p tuned<app");

        ImpactAnswer answer = asked.Impact("fake");

        Assert.Empty(answer.Affected);
        Assert.Equal(
            "real(IdentityAmbiguous) app(Inherited via real) tuned(Inherited via app)",
            asked.Text(answer.PossiblyAffected));
        Assert.Equal(Exposure.PossiblyAffected, asked.Descent("tuned", "fake").Exposure);
    }

    [Fact]
    public void An_ambiguous_package_URL_stays_alone_and_each_side_doubts_the_other()
    {
        Asked asked = Asked.Of("p[purl] p=d1:SIGNED p=d2:SIGNED app<p:VERIFIED tuned<d1:VERIFIED");

        Assert.Equal("p", asked.Names([asked.Graph.Resolve(asked.Id("p"))]));
        Assert.Equal(
            "p(IdentityAmbiguous) app(Inherited via p)",
            asked.Text(asked.Impact("d2").PossiblyAffected));
        Assert.Equal("app@1:VERIFIED", asked.Text(asked.Impact("p").Affected));
        Assert.Equal(
            "d1(IdentityAmbiguous) d2(IdentityAmbiguous) tuned(Inherited via d1)",
            asked.Text(asked.Impact("p").PossiblyAffected));
    }

    [Fact]
    public void A_strangers_name_does_not_tie_two_vendors_releases_together()
    {
        Asked asked = Asked.Of(
            "p1[purl] p2[purl] n[name] p1=d1:SIGNED p2=d2:SIGNED n=p1 n=p2 app1<p1 app2<p2");

        Assert.Equal("app1@1:ASSERTED", asked.Text(asked.Impact("d1").Affected));
    }

    [Fact]
    public void A_class_reads_its_attributes_from_all_its_keys()
    {
        Asked asked = Asked.Of(
            "d[undescribed] n[name,training=UNKNOWN/SIGNED,created=2025-01-01] m[name,created=2026-02-02/VERIFIED] "
            + "d=n d=m seed[created=2026-01-01] other<d");

        ImpactAnswer answer = asked.Impact("seed");

        Assert.Equal("d(TrainingDataUnknown) other(Inherited via d)", asked.Text(answer.PossiblyAffected));
        Assert.Empty(answer.Completeness.UnknownParents);
    }

    private static string Declare(string statements)
    {
        string[] used = statements.Split(' ', '=', ':');
        return string.Join(' ', Kinds.Split(' ').Where(kind => used.Contains(kind.Split('[')[0]))
            .Select(kind => kind.Contains('[', StringComparison.Ordinal) ? kind : kind + "[digest]")
            .Append(statements));
    }

    private static string Classes(Asked asked, Assurance level) => string.Join(' ', Enumerable
        .Range(1, asked.Graph.MaxId)
        .Select(id => asked.Graph.Members(id, level))
        .Where(members => members.Length > 1)
        .Select(members => asked.Names(members).Replace(' ', '='))
        .Distinct());
}
