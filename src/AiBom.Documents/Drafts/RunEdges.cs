using System.Collections.Immutable;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// The edges of runs: each made every output from all of its inputs. A model among the inputs of a model is its
/// ancestor, a dataset is what it was trained on, unless the document says that it was for testing.
/// </summary>
/// <param name="draft">The statements that are made.</param>
/// <param name="rule">The name of the rule that reads the runs.</param>
/// <param name="bound">The most edges that the runs of one document may state.</param>
/// <param name="mayHandOn">Whether a run may name what it read as what it made: checked, delivered, unchanged.</param>
internal sealed class RunEdges(StatementDraft draft, string rule, int bound, bool mayHandOn = false)
{
    private long edges;

    /// <summary>Records a run with its edges; false, and the document is refused, past the bound.</summary>
    /// <param name="run">The run; its inputs and outputs are taken from the steps.</param>
    /// <param name="inputs">What it read.</param>
    /// <param name="outputs">What it made.</param>
    /// <param name="method">How it derives, where it says so as a whole.</param>
    /// <param name="readMethod">
    /// What its words are read to say of how. Where nothing else says it, the edges are readings too.
    /// </param>
    public bool Add(
        DeclaredRun run,
        IReadOnlyList<RunStep> inputs,
        IReadOnlyList<RunStep> outputs,
        DerivationMethod? method,
        DerivationMethod? readMethod = null)
    {
        edges += (long)inputs.Count * outputs.Count;
        if (edges > bound)
        {
            draft.Report.Refuse(
                FindingCodes.ComponentsExceeded,
                run.Pointer,
                $"The runs of the document state more than {bound} edges.");
            return false;
        }

        int position = AddWithoutEdges(run, inputs, outputs);
        foreach (RunStep output in outputs.Where(output => !output.IsByproduct))
        {
            Relate(position, inputs, output, method, readMethod);
        }

        return true;
    }

    /// <summary>Records a run whose inputs and outputs other runs tell in more detail.</summary>
    /// <returns>Its position.</returns>
    public int AddWithoutEdges(DeclaredRun run, IEnumerable<RunStep> inputs, IEnumerable<RunStep> outputs) =>
        draft.Add(run with { Inputs = EntitiesOf(inputs), Outputs = EntitiesOf(outputs) });

    private static ImmutableArray<int> EntitiesOf(IEnumerable<RunStep> steps) =>
        [.. steps.Select(step => step.Entity).Distinct()];

    private void Relate(
        int run,
        IReadOnlyList<RunStep> inputs,
        RunStep output,
        DerivationMethod? method,
        DerivationMethod? readMethod)
    {
        EntityKind kind = draft.Entities[output.Entity].Kind;
        int alike = inputs.Select(input => input.Entity)
            .Distinct()
            .Count(input => input != output.Entity && draft.Entities[input].Kind == kind);
        DerivationMethod? ofSeveral = alike > 1 ? Derivations.OfSeveral(kind) : null;
        foreach (RunStep input in inputs)
        {
            // A run that reads and writes files of one thing changed it in place.
            if (input.Entity != output.Entity || !(mayHandOn || input.IsLifted || output.IsLifted))
            {
                Relate(run, input, output, new Methods(method, readMethod, ofSeveral));
            }
        }
    }

    private void Relate(int run, RunStep input, RunStep output, Methods methods)
    {
        (int subject, int source) = (output.Entity, input.Entity);
        Reading reading = input.IsLifted || output.IsLifted ? Reading.Inferred : Reading.Declared;
        switch (draft.Entities[subject].Kind, draft.Entities[source].Kind)
        {
            case (EntityKind.Model, EntityKind.Dataset or EntityKind.LabelSet):
                // An edge of the two that says what for goes before a run that only says that it read the data.
                if (input.Role is not null || !draft.AreRelated(subject, source))
                {
                    DatasetRole use = input.Role ?? DatasetRole.Training;
                    draft.Relate(subject, Terms.EdgeOf(use), source, input.At, reading, rule, role: use, run: run);
                }
                else
                {
                    draft.MarkRun(subject, source, run);
                }

                break;
            case (EntityKind.Model, EntityKind.Model) or (EntityKind.Dataset, EntityKind.Dataset):
                DerivationMethod? own = input.Method
                    ?? methods.Stated
                    ?? draft.MethodOf(subject, source, methods.Read is null ? methods.OfSeveral : null);
                draft.Relate(
                    subject,
                    EdgeKind.DerivedFrom,
                    source,
                    input.At,
                    own is null && methods.Read is not null ? Reading.Inferred : reading,
                    rule,
                    own ?? methods.Read,
                    run: run);
                break;
            case (EntityKind.Dataset, EntityKind.LabelSet):
                draft.Relate(subject, EdgeKind.LabeledWith, source, input.At, reading, rule, run: run);
                break;
            case (EntityKind.Dataset or EntityKind.LabelSet, EntityKind.Model):
                draft.Relate(subject, EdgeKind.GeneratedWith, source, input.At, reading, rule, run: run);
                break;
            default:
                draft.Relate(subject, EdgeKind.DependsOn, source, input.At, reading, rule, run: run);
                break;
        }
    }

    /// <summary>How a run's outputs were derived: as it says, as its words are read, as many inputs suggest.</summary>
    private readonly record struct Methods(
        DerivationMethod? Stated, DerivationMethod? Read, DerivationMethod? OfSeveral);
}

/// <summary>Something that a run read or made.</summary>
/// <param name="Entity">Its position in <see cref="StatementDraft.Entities"/>.</param>
/// <param name="At">Where the document says so.</param>
/// <param name="IsLifted">Whether the document names a file of it, which stands for the whole.</param>
/// <param name="Method">How the output was derived from it, where the document says so of this input.</param>
/// <param name="Role">What it was used for, where the document says so.</param>
/// <param name="IsByproduct">Whether it is a log, a metric or the like of the run, and not what it was run for.</param>
internal sealed record RunStep(
    int Entity,
    Pointer At,
    bool IsLifted = false,
    DerivationMethod? Method = null,
    DatasetRole? Role = null,
    bool IsByproduct = false);
