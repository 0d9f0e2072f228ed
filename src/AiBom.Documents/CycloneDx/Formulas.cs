using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary><c>formulation</c>: how things came to be, as formulas with components and workflows.</summary>
internal static class Formulas
{
    /// <summary>The formulas. The standard has an array of them; some write the one formula itself.</summary>
    public static IEnumerable<Part> Of(Part root, Report report)
    {
        if (!root.Json.TryGetProperty("formulation", out JsonValue formulation)
            || formulation.ValueKind is not JsonValueKind.Object)
        {
            return root.Objects("formulation");
        }

        Pointer at = root.At.To("formulation");
        report.Warn(
            FindingCodes.FormTolerated, at, "The field is a list of formulas; the one formula was read.", "an array");
        return [root.With(formulation)];
    }
}
