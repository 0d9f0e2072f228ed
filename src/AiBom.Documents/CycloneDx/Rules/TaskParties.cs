using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>source</c> and <c>target</c> of a task's inputs and outputs: who supplied something, and who was given what was
/// made. Given is only what the document's own run made and nobody else supplied: that somebody was given a thing is
/// the word of who gave it.
/// </summary>
internal static class TaskParties
{
    public static void Read(Bom bom)
    {
        foreach (TaskEntry task in bom.Tasks)
        {
            foreach (TaskStep step in task.Inputs.Concat(task.Outputs))
            {
                Claim(bom, step, "source", OrganizationRole.Supplier);
            }

            foreach (TaskStep output in task.Outputs.Where(output => !output.Part.Has("source")))
            {
                Claim(bom, output, "target", OrganizationRole.Recipient);
            }
        }
    }

    private static void Claim(Bom bom, TaskStep step, string field, OrganizationRole role)
    {
        if (!step.Part.Has(field)
            || step.Part.Object(field) is not { } party
            || party.Text("ref") is not { } reference)
        {
            return;
        }

        Pointer at = party.At.To("ref");
        if (bom.Handles.Find(reference) is not { } thing)
        {
            bom.WarnDangling(reference, at);
        }
        else if (Parties.OrganizationOf(thing, bom.Report) is { } name)
        {
            bom.AddClaim(step.Step.Entity, new OrganizationClaim(role, name, at.ToString()));
        }
    }
}
