using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Gates;

namespace AiBom.Server.Schema;

/// <summary>A document is no policy; each finding says where and why.</summary>
internal sealed record PolicyInvalidError(ImmutableArray<Finding> Findings)
    : RequestError("POLICY_INVALID", "The document is no policy; the findings say where and why.");

/// <summary><c>type Policy</c>, the queries that lead to it, and <c>registerPolicy</c>.</summary>
internal sealed class PolicyTypes
{
    public PolicyTypes(SchemaBuilder builder)
    {
        Policy = builder.Object<PolicyVersion>(
            "Policy", "One version of a set of rules, with the weight of each. It never changes.");
        Rule = builder.Object<PolicyRule>("PolicyRule", "A rule as a policy uses it.");
        Invalid = builder.Object<PolicyInvalidError>("PolicyInvalidError", "A document is no policy.");
        Connection = builder.Connection<PageOf<PolicyVersion>, Edge<PolicyVersion>, PolicyVersion>("Policy", Policy);
        Mode = builder.Enum<RuleMode>("RuleMode", "What follows where a rule is not met.")
            .Describe(RuleMode.Report, "It is listed, and nothing fails.")
            .Describe(RuleMode.Enforce, "The gate fails, or the submission is not taken.");
        Applied = builder.Object<AppliedPolicy>("AppliedPolicy", "The version of a policy that decided.");
    }

    public ObjectType<AppliedPolicy> Applied { get; }

    public ObjectType<PolicyVersion> Policy { get; }

    public ObjectType<PolicyRule> Rule { get; }

    public ObjectType<PolicyInvalidError> Invalid { get; }

    public ConnectionTypes<PageOf<PolicyVersion>, Edge<PolicyVersion>> Connection { get; }

    public EnumType<RuleMode> Mode { get; }

    public void Declare(SchemaTypes types)
    {
        DeclareFields();
        Invalid.Implementing(types.Errors.Error);
        Invalid.Field("code", "A stable code.", Scalars.String.NonNull(), error => error.Code);
        Invalid.Field("message", "One sentence for a person.", Scalars.String.NonNull(), error => error.Message);
        Invalid.Field(
            "findings",
            "What is wrong, and where (RFC 6901).",
            types.Documents.Finding.NonNull().List().NonNull(),
            error => error.Findings);

        types.Builder.Query.Field("policies", "Every version of every policy, by id.", Connection.Connection.NonNull())
            .Paged()
            .Resolve((context, _) => Paging.Slice(
                context, context.State<AibomRequest>().Registry.Policies.Current.All, KeyOf));
        Connection.Connection.Field(
            "totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        types.Builder.Query.Field("policy", "A policy; null where there is none.", Policy)
            .Argument("id", "Its id.", Scalars.String.NonNull())
            .Argument("version", "Its version; the newest where it is absent.", Scalars.Int)
            .Resolve((context, _) => context.State<AibomRequest>().Registry.Policies.Current.Find(
                context.Argument<string>("id"), context.Argument<int?>("version")));
        UnionType result = types.Builder.Union(
            "RegisterPolicyResult",
            "The policy, or why it was not registered.",
            Policy,
            Invalid,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "registerPolicy",
            "Registers a policy, or a newer version of one, which decides from then on. The same content again "
            + "changes nothing.",
            result.NonNull())
            .Argument("input", "The policy.", types.Builder
                .InputObject("RegisterPolicyInput", "A policy as a JSON document; `schemas/policies` has its form.")
                .Field("document", "The text of the document.", Scalars.String.NonNull())
                .NonNull())
            .Resolve(RegisterAsync);
    }

    private void DeclareFields()
    {
        Policy.Field("id", "Its id.", Scalars.String.NonNull(), policy => policy.Id);
        Policy.Field("version", "Its version, from 1.", Scalars.Int.NonNull(), policy => policy.Version);
        Policy.Field("uri", "Where its canonical bytes are.", Scalars.String.NonNull())
            .Resolve((context, policy) => context.State<AibomRequest>().Identity.UriOf(policy));
        Policy.Field(
            "digest",
            "The SHA-256 of its canonical form (RFC 8785), by which decisions cite it.",
            Scalars.String.NonNull(),
            policy => policy.Digest.ToString());
        Policy.Field("description", "What it is for.", Scalars.String, policy => policy.Description);
        Policy.Field("document", "The whole of it as canonical JSON.", Scalars.String.NonNull(), own => own.Document);
        Policy.Field(
            "rules",
            "By what gates decide, in its own order; empty where it is not for gates.",
            Rule.NonNull().List().NonNull(),
            own => own.Rules);
        Policy.Field(
            "ingest",
            "By what submissions are taken, in its own order; empty where it is not for them.",
            Rule.NonNull().List().NonNull(),
            own => own.Ingest);
        Policy.Field("isCurrent", "Whether it is the newest version of its id.", Scalars.Boolean.NonNull())
            .Resolve((context, policy) =>
                context.State<AibomRequest>().Registry.Policies.Current.IsCurrent(policy));
        Policy.Field(
            "registeredBy", "Who registered it; null where it is built in.", Scalars.String, own => own.Origin?.Actor);
        Policy.Field("registeredAt", "When.", Scalars.DateTime, policy => policy.Origin?.At);
        Policy.Field("sequence", "The journal entry.", Scalars.Long, policy => policy.Origin?.Sequence);
        Rule.Field("rule", "The rule's code.", Scalars.String.NonNull(), own => own.Code);
        Rule.Field("mode", "What follows where it is not met.", Mode.NonNull(), own => own.Mode);
        Rule.Field(
            "parameters",
            "Its parameters as a JSON object.",
            Scalars.String.NonNull(),
            own => own.Parameters.ToString());
        Applied.Field("id", "The policy's id.", Scalars.String.NonNull(), own => own.Id);
        Applied.Field("version", "Its version.", Scalars.Int.NonNull(), own => own.Version);
        Applied.Field(
            "digest",
            "The SHA-256 of its canonical form (RFC 8785).",
            Scalars.String.NonNull(),
            own => own.Digest.ToString());
    }

    private static async Task<object> RegisterAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        PolicyRegistration registration = await request.Registry.Policies.RegisterAsync(
            Encoding.UTF8.GetBytes(context.Argument<RegisterPolicyInput>("input").Document),
            request.Actor,
            context.CancellationToken);
        return registration switch
        {
            PolicyRegistration.Registered(PolicyVersion policy) => policy,
            PolicyRegistration.Refused(ImmutableArray<Finding> findings) => new PolicyInvalidError(findings),
            PolicyRegistration.Conflict(string policy, int version) => new InvalidRequestError(
                $"'{policy}' version {version} is registered with another content; a change needs a larger version.",
                "POLICY_CONFLICT"),
            PolicyRegistration.NotNewer(string policy, int newest) => new InvalidRequestError(
                $"'{policy}' is registered up to version {newest}; a new version is larger.", "POLICY_NOT_NEWER"),
            PolicyRegistration.TooMany(int most) => new InvalidRequestError(
                $"At most {most} versions of policies are held.", "LIMIT_EXCEEDED"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>
    /// An id has nothing that sorts before a blank, so a shorter id comes before what begins with it.
    /// </summary>
    private static string KeyOf(PolicyVersion policy) =>
        string.Create(CultureInfo.InvariantCulture, $"{policy.Id} {policy.Version:D10}");
}

/// <summary>The coerced <c>RegisterPolicyInput</c>.</summary>
internal sealed record RegisterPolicyInput(string Document);
