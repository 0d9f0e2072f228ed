using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>Answers as short text, each thing under its short name; sets are in order of names.</summary>
/// <param name="names">Short names by qualified names.</param>
internal sealed class Reader(IReadOnlyDictionary<string, string> names)
{
    /// <summary><c>det10</c> for an entity.</summary>
    public string Name(JsonElement entity) =>
        names.GetValueOrDefault(entity.String("qualifiedName"), entity.String("qualifiedName"));

    /// <summary>Entities as a set.</summary>
    public string Names(IEnumerable<JsonElement> entities) => Sorted(entities.Select(Name));

    /// <summary><c>0 det10, 1 base21 SIGNED</c>: what a walk reached, nearest first.</summary>
    public string Reached(JsonElement answer, string connection) => string.Join(", ", answer.Nodes(connection)
        .Select(node => (Distance: node.GetProperty("distance").GetInt32(), Text:
            $"{Name(node.GetProperty("entity"))} {node.String("assurance")}"))
        .OrderBy(node => node.Distance)
        .ThenBy(node => node.Text, StringComparer.Ordinal)
        .Select(node => $"{node.Distance} {node.Text}"));

    /// <summary><c>det10 DERIVED_FROM base21 FINE_TUNING SIGNED northwind</c>, an edge a line.</summary>
    public string Edges(JsonElement answer, string connection) =>
        string.Join('\n', answer.Nodes(connection).Select(Edge).Order(StringComparer.Ordinal));

    /// <summary>An edge with what is said of it and by whom.</summary>
    public string Edge(JsonElement edge) => string.Join(
        ' ',
        [
            Name(edge.GetProperty("from")),
            edge.String("kind"),
            Name(edge.GetProperty("to")),
            .. new[] { edge.String("method"), edge.String("role") }.Where(text => text.Length > 0),
            edge.String("assurance"),
            .. edge.GetProperty("claims").EnumerateArray().Select(claim => claim.String("claimedBy")).Distinct(),
        ]);

    /// <summary>The ends of edges in their order, <c>lite Syn det11 base21</c>.</summary>
    public string Path(JsonElement edges) => string.Join(
        ' ', edges.EnumerateArray().Select(edge => $"{Name(edge.GetProperty("from"))}>{Name(edge.GetProperty("to"))}"));

    /// <summary><c>saas DERIVATION_UNKNOWN+TRAINING_DATA_UNKNOWN; lane TRAINING_DATA_INCOMPLETE before</c>.</summary>
    public string Possibly(JsonElement impact) => string.Join("; ", impact.Nodes("possiblyAffected")
        .Select(possible => string.Join(
            ' ',
            Name(possible.GetProperty("entity")),
            string.Join('+', possible.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())),
            possible.GetProperty("createdBeforeSeed").GetBoolean() ? "before" : "after"))
        .Order(StringComparer.Ordinal));

    /// <summary><c>car-vision-eu PRODUCTION: det11q</c>: deployments with what runs in them.</summary>
    public string Deployments(JsonElement impact, string connection) => string.Join("; ", impact.Nodes(connection)
        .Select(exposure => string.Join(
            ' ',
            exposure.At("deployment").String("deploymentId"),
            exposure.At("deployment").String("environment"),
            Names(exposure.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("model")))))
        .Order(StringComparer.Ordinal));

    /// <summary><c>car-vision-eu det10 2026-01-30 until 2026-02-25</c>.</summary>
    public string Past(JsonElement impact) => string.Join("; ", impact.Nodes("pastExposure")
        .Select(past => string.Join(
            ' ',
            past.At("deployment").String("deploymentId"),
            Name(past.GetProperty("model")),
            past.String("from")[..10],
            "until",
            past.String("until")[..10])));

    /// <summary><c>car-vision AFFECTED by det10 det11q, unaffected ped</c>.</summary>
    public string Systems(JsonElement impact) => string.Join("; ", impact.GetProperty("systems").EnumerateArray()
        .Select(system =>
            $"{system.String("system")} {system.String("exposure")} by {List(system, "affectedBy")}"
            + $", possibly {List(system, "possiblyAffectedBy")}, unaffected {List(system, "unaffected")}"));

    /// <summary><c>retail: kiosk-lite; procurement: possibly sign-saas</c>.</summary>
    public static string Owners(JsonElement impact) => string.Join("; ", impact.GetProperty("owners").EnumerateArray()
        .Select(owner =>
            $"{owner.String("owner")}:{Ids(owner, "affected", " ")}{Ids(owner, "possiblyAffected", " possibly ")}"));

    private static string Ids(JsonElement owner, string list, string before) => string.Concat(owner.GetProperty(list)
        .EnumerateArray()
        .Select(exposure => before + exposure.At("deployment").String("deploymentId")));

    private string List(JsonElement system, string list) =>
        system.GetProperty(list).GetArrayLength() == 0 ? "none" : Names(system.GetProperty(list).EnumerateArray());

    private static string Sorted(IEnumerable<string> texts) => string.Join(' ', texts.Order(StringComparer.Ordinal));
}
