using AiBom.GraphQL.Types;
using AiBom.Registry.Gates;

namespace AiBom.Server.Schema;

/// <summary><c>type Gate</c> and what it consists of.</summary>
internal sealed class GateTypes
{
    public GateTypes(SchemaBuilder builder)
    {
        Gate = builder.Object<Gate>("Gate", "Whether a pipeline may go on, by which policy, and why not.");
        Reason = builder.Object<GateReason>("GateReason", "One thing that speaks against going on.");
        Step = builder.Object<GateStep>("GateStep", "One edge of a reason's path, with who says so.");
        Claim = builder.Object<GateClaim>("GateClaim", "Somebody's words behind an edge.");
        Result = builder.Enum<GateResult>("GateResult", "Whether a pipeline may go on.")
            .Describe(GateResult.Passed, "Nothing stands in the way.")
            .Describe(GateResult.Failed, "Something does; the reasons say what.");
    }

    public ObjectType<Gate> Gate { get; }

    public ObjectType<GateReason> Reason { get; }

    public ObjectType<GateStep> Step { get; }

    public ObjectType<GateClaim> Claim { get; }

    public EnumType<GateResult> Result { get; }

    public void Declare(SchemaTypes types)
    {
        Gate.Field("result", "The answer.", Result.NonNull(), own => own.Result);
        Gate.Field("policy", "The policy that decided.", types.Policies.Policy.NonNull(), own => own.Policy);
        Gate.Field(
            "reasons",
            "What speaks against going on: what fails it first, then what is only reported.",
            Reason.NonNull().List().NonNull(),
            own => own.Reasons);
        Gate.Field(
            "asOf", "The journal entry up to which the record was looked at.", Scalars.Long.NonNull(), own => own.AsOf);
        Gate.Field("evaluatedAt", "When.", Scalars.DateTime.NonNull(), own => own.EvaluatedAt);
        Gate.Field(
            "complete",
            "Whether every rule could be judged to the end. Where not, a reason says what was cut.",
            Scalars.Boolean.NonNull(),
            own => own.IsComplete);
        DeclareReason(types);
        DeclarePath(types);
    }

    private void DeclareReason(SchemaTypes types)
    {
        Reason.Field(
            "rule",
            "The rule of the policy; null for what no policy can waive, such as what was refused at intake.",
            Scalars.String,
            own => own.Rule);
        Reason.Field(
            "mode",
            "`ENFORCE` where the gate fails for it; a remark is `REPORT`, whatever the mode of its rule.",
            types.Policies.Mode.NonNull(),
            own => own.Mode);
        Reason.Field("code", "A stable code.", Scalars.String.NonNull(), own => own.Code);
        Reason.Field("message", "One sentence for a person.", Scalars.String.NonNull(), own => own.Message);
        Reason.Field(
            "advisory", "The advisory that it is about, such as `ADV-1`.", Scalars.String, own => own.Advisory);
        Reason.Field(
            "path",
            "A shortest path from the subject up to what the advisory is about, at most "
            + $"{GateLimits.Steps} edges; empty where that is the subject itself.",
            Step.NonNull().List().NonNull(),
            own => own.Path);
        Reason.Field(
            "document",
            "The document that it is about, by its digest.",
            Scalars.String,
            own => own.Document?.ToString());
        Reason.Field("pointer", "Where in that document (RFC 6901).", Scalars.String, own => own.Pointer);
    }

    private void DeclarePath(SchemaTypes types)
    {
        Step.Field("from", "The dependent's name.", Scalars.String.NonNull(), own => own.From);
        Step.Field("kind", "What the edge says.", types.Enums.EdgeKind.NonNull(), own => own.Kind);
        Step.Field("to", "The source's name.", Scalars.String.NonNull(), own => own.To);
        Step.Field("assurance", "How far it is proved.", types.Enums.Assurance.NonNull(), own => own.Assurance);
        Step.Field(
            "claims",
            $"Who says so, best proved first, at most {GateLimits.Claims}.",
            Claim.NonNull().List().NonNull(),
            own => own.Claims);
        Claim.Field(
            "claimedBy",
            "Whose words: a registered organization's id, or the poster.",
            Scalars.String.NonNull(),
            own => own.ClaimedBy);
        Claim.Field("assurance", "How far they are proved.", types.Enums.Assurance.NonNull(), own => own.Assurance);
        Claim.Field("method", "For a derivation, how.", types.Enums.DerivationMethod, own => own.Method);
        Claim.Field(
            "document", "The document that says so, by its digest.", Scalars.String.NonNull(),
            own => own.Document.ToString());
        Claim.Field("pointer", "Where (RFC 6901).", Scalars.String.NonNull(), own => own.Pointer);
    }
}
