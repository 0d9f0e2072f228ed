using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// A task that is called a labelling or an annotation: who provides a service that it used made the labels. The labels
/// are the label set among its outputs; where there is only a labelled dataset, they are a label set of their own that
/// the task declares, so that who asks what a vendor labelled finds them. All of this is a reading.
/// </summary>
internal static class LabelingTasks
{
    private const string Rule = "cyclonedx:labeling-task";

    /// <summary>The most vendors of one task: each has a part in all that it made.</summary>
    private const int MostVendors = 64;

    public static void Read(Bom bom)
    {
        long claims = 0;
        foreach (TaskEntry task in bom.Tasks)
        {
            DeclaredRun run = bom.Runs[task.Run];
            if (TaskWords.IsLabeling(run.Name)
                && VendorsOf(bom, task.Part) is { Length: > 0 } vendors)
            {
                bom.Runs[task.Run] = run with { PerformedBy = vendors[0].Name };
                claims += (long)vendors.Length * run.Outputs.Length;
                if (claims > bom.Limits.Components)
                {
                    bom.Report.Refuse(
                        FindingCodes.ComponentsExceeded,
                        run.Pointer,
                        $"The tasks of the document have more than {bom.Limits.Components} parts in labels.");
                    return;
                }

                Read(bom, task, vendors);
            }
        }
    }

    private static void Read(Bom bom, TaskEntry task, OrganizationClaim[] vendors)
    {
        DeclaredRun run = bom.Runs[task.Run];
        int[] labels = [.. run.Outputs.Where(made => bom.Entities[made].Kind is EntityKind.LabelSet)];
        int[] datasets = [.. run.Outputs.Where(made => bom.Entities[made].Kind is EntityKind.Dataset)];
        if (labels.Length == 0 && datasets.Length > 0)
        {
            labels = [bom.Add(new DeclaredEntity
            {
                Kind = EntityKind.LabelSet,
                Pointer = run.Pointer,
                Name = run.Name!,
                IsDescribed = true,
            })];
        }

        foreach (int set in labels)
        {
            bom.Change(set, own => own with
            {
                LabeledFrom = own.LabeledFrom ?? run.Started,
                LabeledUntil = own.LabeledUntil ?? run.Ended,
            });
            foreach (OrganizationClaim vendor in vendors)
            {
                bom.AddClaim(set, vendor);
            }
        }

        // As many edges as the task has outputs: it makes one set of labels, or lists them.
        foreach (int dataset in datasets)
        {
            bom.Relate(
                dataset, EdgeKind.LabeledWith, labels[0], task.Part.At, Reading.Inferred, Rule, run: task.Run);
        }
    }

    private static OrganizationClaim[] VendorsOf(Bom bom, Part task) =>
    [
        .. (from resource in task.Objects("resourceReferences")
            let reference = resource.Text("ref")
            where reference is not null
            let service = bom.Handles.Find(reference)
            where service is not null
            let vendor = Parties.OrganizationOf(service, bom.Report)
            where vendor is not null
            select new OrganizationClaim(
                OrganizationRole.LabelingVendor, vendor, resource.At.To("ref").ToString()))
            .DistinctBy(claim => claim.Name, StringComparer.Ordinal)
            .Take(MostVendors),
    ];
}
