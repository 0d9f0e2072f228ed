using System.Text;
using System.Text.Json.Nodes;
using AiBom.Registry.Catalog;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;

namespace AiBom.Registry.Tests.Gates;

/// <summary>The gate over a real store: what it judges, what it lists, and as of what.</summary>
public sealed class GateEvaluatorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_without_a_subject_is_judged_by_everything_that_it_describes()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("org/base@1"));
        await desk.Report("vendor", "org/base@1");
        byte[] harmless = Listing(("org/a@1", null));
        byte[] harmful = Listing(("org/a@1", null), ("org/b@1", "org/base@1"));

        Assert.Equal("Passed", await Post(desk, harmless));
        Assert.Equal("Failed UPSTREAM_ADVISORY_OPEN", await Post(desk, harmful, isDryRun: true));
        Assert.Equal("Failed UPSTREAM_ADVISORY_OPEN", await Post(desk, harmful));
    }

    [Fact]
    public async Task A_document_that_describes_more_than_is_judged_never_passes()
    {
        await using Desk desk = await Desk.OpenAsync();
        (string, string?)[] models =
            [.. Enumerable.Range(0, GateLimits.Subjects + 1).Select(number => ($"org/m{number}@1", (string?)null))];

        Assert.Equal("Passed", await Post(desk, Listing(models[1..]), isDryRun: true));
        Assert.Equal("Failed GATE_INCOMPLETE", await Post(desk, Listing(models), isDryRun: true));
        Assert.Equal("Failed GATE_INCOMPLETE", await Post(desk, Listing(models)));
    }

    [Fact]
    public async Task A_dry_run_counts_what_the_document_itself_declares_open()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("org/base@1"));
        await desk.Report("vendor", "org/base@1");
        JsonNode bom = JsonNode.Parse(new Bom("org/closed@1").ToBytes())!;
        bom["metadata"]!["component"]!["properties"] = new JsonArray(new JsonObject
        {
            ["name"] = "aibom:completeness:ancestors",
            ["value"] = "UNKNOWN",
        });
        byte[] document = Encoding.UTF8.GetBytes(bom.ToJsonString());

        string tried = await Post(desk, document, isDryRun: true);

        Assert.Equal("Passed (UPSTREAM_POSSIBLY_AFFECTED)", tried);
        Assert.Equal(tried, await Post(desk, document));
    }

    [Fact]
    public async Task A_flood_of_advisories_is_counted_and_the_gate_stays_shut()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("org/base@1"));
        await desk.Post(new Bom("org/m@1") { Parents = ["org/base@1"] });
        for (int number = 0; number <= GateLimits.Reasons; number++)
        {
            await desk.Report($"vendor {number}", "org/base@1");
        }

        Gate gate = await Evaluate(desk, "org/m@1");

        Assert.Equal(GateResult.Failed, gate.Result);
        Assert.Equal(GateLimits.Reasons + 1, gate.Reasons.Length);
        Assert.Equal(("REASONS_EXCEEDED", RuleMode.Report), (gate.Reasons[^1].Code, gate.Reasons[^1].Mode));
        Assert.Contains("1 further", gate.Reasons[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retracted_advisory_opens_the_gate_and_the_answer_says_as_of_when()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("org/base@1"));
        await desk.Post(new Bom("org/m@1") { Parents = ["org/base@1"] });
        string advisory = await desk.Report("vendor", "org/base@1");
        Gate shut = await Evaluate(desk, "org/m@1");
        await desk.Retract(advisory);

        Gate open = await Evaluate(desk, "org/m@1");

        Assert.Equal("Failed 3, Passed 4", $"{shut.Result} {shut.AsOf}, {open.Result} {open.AsOf}");
    }

    [Fact]
    public async Task What_was_quarantined_gives_its_errors_as_reasons_and_is_none_of_the_models()
    {
        await using Desk desk = await Desk.OpenAsync();
        var bom = new Bom("org/m@1") { File = ("w.bin", new string('a', 64)) };
        await desk.Post(bom);

        Assert.Equal("Quarantined DIGEST_MISMATCH", await desk.Post(bom, poster: "mallory", file: "other bytes"));

        Gate gate = await Evaluate(desk, "org/m@1");
        Assert.Equal((GateResult.Passed, 1), (gate.Result, gate.Inputs.Length));
    }

    private static async Task<Gate> Evaluate(Desk desk, string model)
    {
        var found = (EntityLookup.Found)await desk.Find(model);
        Lineage.LineageGraph? lineage = await desk.Registry.Gates.LevelAsync(Cancelled);
        return await desk.Registry.Gates.EvaluateAsync(
            found.Id, PolicySet.BuiltIn.Single(own => own.Id == PolicySet.Default), lineage!, Cancelled);
    }

    /// <summary>The gate of a submission: its result and the codes of its reasons, remarks in brackets.</summary>
    private static async Task<string> Post(Desk desk, byte[] document, bool isDryRun = false)
    {
        Verdict verdict = await desk.Registry.Ingestion.IngestAsync(
            new Submission(document, "application/vnd.cyclonedx+json", "ci") { IsDryRun = isDryRun }, Cancelled);
        Gate gate = await desk.Registry.Gates.EvaluateAsync(
            verdict, PolicySet.BuiltIn.Single(own => own.Id == PolicySet.Default), Cancelled);
        IEnumerable<string> codes = gate.Reasons.Select(reason =>
            reason.Mode is RuleMode.Enforce ? reason.Code : $"({reason.Code})");
        return string.Join(' ', codes.Prepend($"{gate.Result}"));
    }

    /// <summary>A document that lists models, some made from another, and is about none of them.</summary>
    private static byte[] Listing(params (string Model, string? Parent)[] models) =>
        Encoding.UTF8.GetBytes(new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["components"] = new JsonArray([.. models.Select(Component)]),
        }.ToJsonString());

    private static JsonNode Component((string Model, string? Parent) own)
    {
        JsonNode subject = JsonNode.Parse(
            new Bom(own.Model) { Parents = own.Parent is { } parent ? [parent] : [] }.ToBytes())!;
        JsonNode component = subject["metadata"]!["component"]!.DeepClone();
        component["bom-ref"] = own.Model;
        return component;
    }
}
