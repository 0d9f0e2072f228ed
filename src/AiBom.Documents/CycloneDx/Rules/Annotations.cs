using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary><c>annotations</c>: remarks of somebody on parts of the document. Nobody annotated data by them.</summary>
internal static class Annotations
{
    public static void Read(Bom bom)
    {
        foreach (Part annotation in bom.Counted(bom.Root.Objects("annotations")))
        {
            if (annotation.Text("text") is { } text)
            {
                bom.Comments.Add(Read(bom, annotation, text));
            }
            else
            {
                bom.Report.Warn(
                    FindingCodes.FieldMissing, annotation.At.To("text"), "An annotation has a text; it was left out.");
            }
        }
    }

    private static DeclaredComment Read(Bom bom, Part annotation, string text)
    {
        (string Text, Pointer At)[] subjects = [.. annotation.Texts("subjects")];
        return new DeclaredComment
        {
            Pointer = annotation.At.ToString(),
            Subjects = [.. subjects.Select(subject => subject.Text).Distinct(StringComparer.Ordinal)],
            Entities =
            [
                .. subjects.Select(subject => EntityOf(bom, subject.Text, subject.At)).OfType<int>().Distinct(),
            ],
            Annotator = annotation.Object("annotator") is { } annotator
                ? Parties.OfChoice(annotator, bom.Report, "organization", "individual", "component", "service")
                : null,
            Timestamp = Instant.OfField(annotation, "timestamp", bom.Report),
            Text = text,
        };
    }

    private static int? EntityOf(Bom bom, string reference, Pointer at)
    {
        if (bom.LocalRef(reference) is not { } local)
        {
            return null;
        }

        if (bom.References.Find(local) is { } component)
        {
            return component.Entity;
        }

        if (bom.Handles.Find(local) is null)
        {
            bom.WarnDangling(reference, at);
        }

        return null;
    }
}
