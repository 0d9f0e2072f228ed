using AiBom.Domain;

namespace AiBom.Lineage.Tests;

/// <summary>
/// The rules of an impact on a second lineage: a language model, its adapters and merges, and who serves them.
/// </summary>
public sealed class ImpactTests
{
    [Fact]
    public void A_name_that_is_less_well_proved_than_the_filter_asks_is_no_second_thing_that_drops_out()
    {
        static EntityFacts Key(int id, IdentityScheme scheme) =>
            new(id, EntityKind.Model, scheme, null, null, null, IsDescribed: true);
        LineageGraph graph = LineageGraph.Load(
            [
                Key(1, IdentityScheme.Digest),
                Key(2, IdentityScheme.Digest),
                Key(3, IdentityScheme.PackageUrl),
                Key(4, IdentityScheme.Digest),
                Key(5, IdentityScheme.PackageUrl),
                Key(6, IdentityScheme.Digest),
            ],
            [
                new StatementFacts(2, EdgeKind.DerivedFrom, 1, Assurance.Verified, 1),
                new StatementFacts(2, EdgeKind.SameAs, 3, Assurance.Signed, 1),
                new StatementFacts(4, EdgeKind.DerivedFrom, 1, Assurance.Signed, 1),
                new StatementFacts(4, EdgeKind.SameAs, 5, Assurance.Signed, 1),
                new StatementFacts(6, EdgeKind.Supersedes, 3, Assurance.Signed, 1),
            ],
            1);

        ImpactAnswer answer = graph.Impact([1], new ImpactOptions { MinAssurance = Assurance.Verified });

        Assert.Equal([2], answer.Affected.Select(node => node.Id));
        Assert.Equal([4], answer.ExcludedByAssurance.Entities);
    }

    private const string Family = """
        corpus[dataset,created=2024-01-01]
        base[created=2024-06-01]            base<corpus:T,SIGNED
        chat[created=2024-07-01]            chat<base:SIGNED chat<prefs:T prefs[dataset,ancestors=INCOMPLETE]
        lora[created=2024-08-01]            lora<base:CORROBORATED lora<notes:T,VERIFIED notes[dataset]
        slerp[created=2024-09-01]           slerp<chat:SIGNED slerp<lora:SIGNED slerp<alien:SIGNED
        alien[undescribed,ancestors=NONE,training=NONE,created=2024-08-15]
        gguf[created=2024-10-01]            gguf<slerp:VERIFIED
        judge[created=2024-10-02]           judge<corpus:E,SIGNED
        base2[created=2025-01-01]           base2<base:S,SIGNED base2<corpus2:T corpus2[dataset]
        app[system]                         app<gguf:C,VERIFIED app<tokenizer:N,VERIFIED tokenizer[software]
        hidden[ancestors=UNKNOWN,created=2023-01-01/VERIFIED]  copy<hidden:VERIFIED
        """;

    private readonly Asked _family = Asked.Of(Family);

    [Fact]
    public void A_merge_is_as_sure_as_its_best_path_and_as_near_as_its_shortest()
    {
        Assert.Equal(
            "chat@1:SIGNED lora@1:CORROBORATED slerp@2:SIGNED gguf@3:SIGNED",
            _family.Text(_family.Impact("base").Affected));
    }

    [Fact]
    public void What_only_evaluates_on_it_and_what_replaces_it_are_kept_apart()
    {
        ImpactAnswer answer = _family.Impact("corpus");

        Assert.Equal("base chat lora slerp gguf", _family.Names(answer.Affected.Select(node => node.Id)));
        Assert.Equal("judge<corpus:E,SIGNED", _family.Text(answer.EvaluationOnly));
        Assert.Equal("base2<base:S,SIGNED", _family.Text(answer.SuccessorHints));
    }

    [Fact]
    public void An_open_lineage_that_is_proved_older_than_the_seed_is_out_and_lends_its_copies_no_doubt()
    {
        Assert.Equal("prefs(DerivationIncomplete)", _family.Text(_family.Impact("base").PossiblyAffected));

        // Without a date the seed may be older than anything.
        Assert.Equal(
            "chat(Inherited via prefs) prefs(DerivationIncomplete) hidden(DerivationUnknown) "
            + "copy(Inherited via hidden)",
            string.Join(' ', _family.Impact("base2 notes").PossiblyAffected
                .Where(each => _family.Names([each.Id]) is "chat" or "prefs" or "hidden" or "copy")
                .OrderBy(each => each.Id)
                .Select(each => _family.Text([each]))));
    }

    [Fact]
    public void Silence_is_a_gap_and_counts_as_unknown_when_asked_to()
    {
        ImpactAnswer plain = _family.Impact("corpus2");
        ImpactAnswer strict = _family.Impact("corpus2", new ImpactOptions { TreatUnspecifiedAsUnknown = true });

        Assert.DoesNotContain(_family.Id("alien"), plain.PossiblyAffected.Select(each => each.Id));
        Assert.Contains(
            "alien(DerivationUnknown+TrainingDataUnknown)",
            _family.Text(strict.PossiblyAffected),
            StringComparison.Ordinal);
        Assert.Equal("alien", _family.Names(
            _family.Lineage("gguf", Direction.Upstream).Completeness.UnknownParents));
    }

    [Fact]
    public void Systems_and_tools_are_followed_when_asked_for()
    {
        int app = _family.Id("app");

        Assert.DoesNotContain(app, _family.Impact("lora").Affected.Select(node => node.Id));
        Assert.Contains(
            app,
            _family.Impact("lora", new() { IncludeContainment = true }).Affected.Select(node => node.Id));
        Assert.Contains(
            app,
            _family.Impact("tokenizer", new() { IncludeTooling = true }).Affected.Select(node => node.Id));
    }

    [Fact]
    public void The_witness_is_the_shortest_path_and_of_two_the_one_with_the_smaller_ids()
    {
        ImpactAnswer answer = _family.Impact("base");

        Assert.Equal(
            "gguf<slerp:D,VERIFIED slerp<chat:D,SIGNED chat<base:D,SIGNED",
            _family.Text(answer.WitnessPath(_family.Id("gguf"))));
        Assert.Empty(answer.WitnessPath(_family.Id("base")));
        Assert.Empty(answer.WitnessPath(_family.Id("judge")));
    }

    [Fact]
    public void A_filtered_witness_uses_only_edges_of_that_level()
    {
        Asked asked = Asked.Of("tip<base tip<mid:SIGNED mid<base:SIGNED");

        ImpactAnswer answer = asked.Impact("base", new() { MinAssurance = Assurance.Signed });

        Assert.Equal("tip<mid:D,SIGNED mid<base:D,SIGNED", asked.Text(answer.WitnessPath(asked.Id("tip"))));
        Assert.Equal(1, answer.ExcludedByAssurance.Edges);
        Assert.Empty(answer.ExcludedByAssurance.Entities);
    }

    [Fact]
    public void A_compromise_does_not_walk_in_circles()
    {
        Asked asked = Asked.Of("b<a c<b a<c tip<c");

        Assert.Equal("b@1:ASSERTED c@2:ASSERTED tip@3:ASSERTED", asked.Text(asked.Impact("a").Affected));
        Assert.Equal(4, asked.Lineage("a", Direction.Downstream).Edges.Length);
    }

    [Fact]
    public void Several_statements_make_one_edge_as_sure_as_the_best_of_them()
    {
        Asked asked = Asked.Of("b<a b<a:VERIFIED b<a:SIGNED b<a:T");

        Assert.Equal(
            "b<a:D,VERIFIED b<a:T,ASSERTED",
            asked.Text(asked.Lineage("b", Direction.Upstream).Edges));
    }
}
