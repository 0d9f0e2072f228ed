using AiBom.Domain;

namespace AiBom.Lineage.Tests;

/// <summary>The exact answers that the requirements' stories give for the reference fixture.</summary>
public sealed class ReferenceTests
{
    private readonly Asked _reference = Asked.OfReference();

    [Fact]
    public void Story_1_step_5_what_the_first_detector_was_made_from()
    {
        LineageAnswer answer = _reference.Lineage("det10", Direction.Upstream);

        Assert.Equal(
            "det10 X10@1:VERIFIED base21@1:VERIFIED Y@2:SIGNED Z31@2:CORROBORATED Zr@3:SIGNED L1@3:CORROBORATED",
            _reference.Text(answer.Nodes));
        Assert.Equal(
            "det10<X10:T,VERIFIED det10<base21:D,VERIFIED base21<Y:T,SIGNED base21<Z31:T,CORROBORATED "
            + "Z31<Zr:D,SIGNED Z31<L1:L,CORROBORATED",
            _reference.Text(answer.Edges));
        Assert.True(answer.Completeness.IsComplete);
        Assert.Equal("base21", _reference.Names(answer.Completeness.UnspecifiedLineage));
    }

    [Fact]
    public void Story_1_step_6_a_filter_says_how_many_edges_it_left_out()
    {
        LineageAnswer answer = _reference.Lineage(
            "det10",
            Direction.Upstream,
            new TraversalOptions { MinAssurance = Assurance.Verified });

        Assert.Equal("det10 X10@1:VERIFIED base21@1:VERIFIED", _reference.Text(answer.Nodes));
        Assert.Equal((2, 4), (answer.Edges.Length, answer.Completeness.ExcludedByAssurance));
    }

    [Fact]
    public void Story_1_step_7_labels_reach_the_detector_corroborated()
    {
        string affected = _reference.Text(_reference.Impact("L1").Affected);

        Assert.Contains("Z31@1:CORROBORATED", affected, StringComparison.Ordinal);
        Assert.Contains("base21@2:CORROBORATED", affected, StringComparison.Ordinal);
        Assert.Contains("det10@3:CORROBORATED", affected, StringComparison.Ordinal);
    }

    [Fact]
    public void Story_3_step_2_a_backdoored_base_model()
    {
        ImpactAnswer answer = _reference.Impact("base21");

        Assert.Equal(
            "det10@1:VERIFIED det11@1:VERIFIED Syn@2:VERIFIED det11q@2:VERIFIED merge@2:SIGNED lite@3:VERIFIED",
            _reference.Text(answer.Affected));
        Assert.Equal(
            "lane(TrainingDataIncomplete, older) saas(DerivationUnknown+TrainingDataUnknown)",
            _reference.Text(answer.PossiblyAffected));
        Assert.Empty(answer.EvaluationOnly);
        Assert.Equal("base22<base21:S,SIGNED det12<det11:S,VERIFIED", _reference.Text(answer.SuccessorHints));
        Assert.Equal("base21", _reference.Names(answer.Completeness.UnspecifiedLineage));
        Assert.True(answer.Completeness.IsComplete);
    }

    [Fact]
    public void Story_3_step_3_the_one_path_to_the_small_model()
    {
        PathsAnswer answer = _reference.Graph.Paths(_reference.Id("base21"), _reference.Id("lite"), limit: 10);

        LineagePath path = Assert.Single(answer.Paths);
        Assert.Equal(
            "lite<Syn:T,VERIFIED Syn<det11:G,VERIFIED det11<base21:D,VERIFIED",
            _reference.Text(path.Edges));
        Assert.True(answer.IsComplete);
        Assert.Equal(path.Edges, _reference.Impact("base21").WitnessPath(_reference.Id("lite")));
    }

    [Fact]
    public void Story_3_step_4_what_drops_out_by_a_filter_is_named_and_stays_possibly_affected()
    {
        ImpactAnswer answer = _reference.Impact("base21", new ImpactOptions { MinAssurance = Assurance.Verified });

        Assert.Equal(
            "det10@1:VERIFIED det11@1:VERIFIED Syn@2:VERIFIED det11q@2:VERIFIED lite@3:VERIFIED",
            _reference.Text(answer.Affected));
        Assert.Equal("merge", _reference.Names(answer.ExcludedByAssurance.Entities));
        Assert.Equal(1, answer.ExcludedByAssurance.Edges);
        Assert.Equal(
            "lane(TrainingDataIncomplete, older) saas(DerivationUnknown+TrainingDataUnknown) "
            + "merge(Inherited via lane)",
            _reference.Text(answer.PossiblyAffected));
    }

    [Fact]
    public void Story_3_step_5_from_what_replaced_the_base_is_a_hint_and_unknown_is_possibly()
    {
        DescentAnswer replaced = _reference.Descent("det12", "base21");
        DescentAnswer closed = _reference.Descent("saas", "base21");

        Assert.Equal(Exposure.NotAffectedAsRecorded, replaced.Exposure);
        Assert.Equal("base22<base21:S,SIGNED", _reference.Text(replaced.SuccessorHints));
        Assert.Equal(Exposure.PossiblyAffected, closed.Exposure);
        Assert.Equal(Doubts.DerivationUnknown | Doubts.TrainingDataUnknown, closed.Reasons);
    }

    [Fact]
    public void Story_4_step_2_a_poisoned_dataset_version()
    {
        ImpactAnswer answer = _reference.Impact("X11");

        Assert.Equal(
            "det11@1:VERIFIED Syn@2:VERIFIED det11q@2:VERIFIED merge@2:SIGNED lite@3:VERIFIED",
            _reference.Text(answer.Affected));
        Assert.Equal("ped<X11:E,VERIFIED", _reference.Text(answer.EvaluationOnly));
        Assert.Equal("X12<X11:S,SIGNED det12<det11:S,VERIFIED", _reference.Text(answer.SuccessorHints));
        Assert.Contains("saas", _reference.Text(answer.PossiblyAffected), StringComparison.Ordinal);
    }

    [Fact]
    public void Story_4_step_2_an_older_detector_is_clear_but_for_a_gap()
    {
        DescentAnswer answer = _reference.Descent("det10", "X11");

        Assert.Equal(Exposure.NotAffectedAsRecorded, answer.Exposure);
        Assert.Equal("base21", _reference.Names(answer.Completeness.UnspecifiedLineage));
    }

    [Fact]
    public void Story_5_step_2_labels_of_a_period()
    {
        ImpactAnswer answer = _reference.Impact("L2");

        Assert.Equal("Z32@1:SIGNED base22@2:SIGNED det12@3:SIGNED", _reference.Text(answer.Affected));
        Assert.Equal(
            "lane(TrainingDataIncomplete, older) saas(DerivationUnknown+TrainingDataUnknown) "
            + "merge(Inherited via lane)",
            _reference.Text(answer.PossiblyAffected));
    }

    [Fact]
    public void Story_5_step_4_a_filter_empties_the_answer_and_says_so()
    {
        ImpactAnswer answer = _reference.Impact("L2", new ImpactOptions { MinAssurance = Assurance.Corroborated });

        Assert.Empty(answer.Affected);
        Assert.Equal(3, answer.ExcludedByAssurance.Edges);
        Assert.Equal("Z32 base22 det12", _reference.Names(answer.ExcludedByAssurance.Entities));
    }

    [Fact]
    public void Story_5_step_5_all_labels_of_the_vendor()
    {
        Assert.Equal(
            "Z31@1:CORROBORATED Z32@1:SIGNED base21@2:CORROBORATED base22@2:SIGNED det10@3:CORROBORATED "
            + "det11@3:CORROBORATED det12@3:SIGNED Syn@4:CORROBORATED det11q@4:CORROBORATED merge@4:SIGNED "
            + "lite@5:CORROBORATED",
            _reference.Text(_reference.Impact("L1 L2").Affected));
    }

    [Fact]
    public void Story_6_step_2_a_federated_participant()
    {
        ImpactAnswer answer = _reference.Impact("uS7");

        Assert.Equal(
            "tri7@1:VERIFIED uN8@2:SIGNED uW8@2:SIGNED tri8@2:VERIFIED",
            _reference.Text(answer.Affected));
        Assert.Equal("lane saas merge", _reference.Names(answer.PossiblyAffected.Select(each => each.Id)));
    }
}
