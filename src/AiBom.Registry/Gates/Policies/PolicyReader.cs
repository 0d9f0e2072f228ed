using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Registry.Ingestion;

namespace AiBom.Registry.Gates;

/// <summary>What became of a text that should be a policy.</summary>
public abstract record PolicyReading
{
    private PolicyReading()
    {
    }

    /// <summary>It is one.</summary>
    public sealed record Read(PolicyVersion Policy) : PolicyReading;

    /// <summary>It is none; each finding says where and why.</summary>
    public sealed record Refused(ImmutableArray<Finding> Findings) : PolicyReading;
}

/// <summary>
/// Reads policies strictly: what is not understood is refused, because a rule that is spelled wrong and passed over
/// would be a rule that nobody keeps. Never throws for any bytes.
/// </summary>
public sealed class PolicyReader
{
    private const string Check = "policy";

    private readonly List<Finding> findings = [];

    private PolicyReader()
    {
    }

    /// <summary>Reads a policy from JSON in UTF-8.</summary>
    public static PolicyReading Read(ReadOnlyMemory<byte> json)
    {
        var reader = new PolicyReader();
        return reader.ReadDocument(json) is { } policy
            ? new PolicyReading.Read(policy)
            : new PolicyReading.Refused([.. reader.findings]);
    }

    private PolicyVersion? ReadDocument(ReadOnlyMemory<byte> json)
    {
        if (json.Length > PolicyLimits.Bytes)
        {
            Refuse(
                FindingCodes.SizeExceeded,
                "",
                $"The policy has {json.Length} bytes; the bound is {PolicyLimits.Bytes}.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = PolicyLimits.Depth });
            return ReadPolicy(document.RootElement);
        }
        catch (JsonException malformed)
        {
            Refuse(FindingCodes.JsonMalformed, "", $"The policy is not JSON: {malformed.Message}");
        }
        catch (InvalidOperationException)
        {
            // How JsonElement reports an escape that is half of a surrogate pair, and bytes that are no UTF-8.
            Refuse(FindingCodes.JsonMalformed, "", "A string of the policy is not Unicode text.");
        }

        return null;
    }

    private PolicyVersion? ReadPolicy(JsonElement root)
    {
        Dictionary<string, JsonElement> members =
            Members(root, "", ["id", "version"], ["description", "rules", "ingest"]);
        string? id = Text(members, "id", "", PolicyLimits.Id);
        if (id is not null && !IsId(id))
        {
            Refuse(
                FindingCodes.ValueInvalid,
                "/id",
                "An id has lowercase letters, digits, dots and hyphens, with a letter or digit at either end.",
                found: id);
        }

        int version = Version(members);
        string? description = Text(members, "description", "", PolicyLimits.Description);
        ImmutableArray<PolicyRule<GateRule>> rules = Rules(members, "rules", GateRules.All);
        ImmutableArray<PolicyRule<IngestRule>> ingest = Rules(members, "ingest", IngestRules.All);
        if (findings.Count == 0 && rules.IsEmpty && ingest.IsEmpty)
        {
            Refuse(
                FindingCodes.FieldMissing,
                "/rules",
                "A policy has 'rules' by which gates decide, or 'ingest' by which submissions are taken, or both.");
        }

        return findings.Count > 0
            ? null
            : new PolicyVersion(
                id!, version, description, rules, ingest, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(root)));
    }

    private int Version(Dictionary<string, JsonElement> members)
    {
        if (members.TryGetValue("version", out JsonElement value)
            && !(value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out int version) && version > 0))
        {
            Refuse(FindingCodes.ValueInvalid, "/version", "A version is a whole number from 1.", found: Raw(value));
            return 0;
        }

        return value.ValueKind is JsonValueKind.Number ? value.GetInt32() : 0;
    }

    private ImmutableArray<PolicyRule<TRule>> Rules<TRule>(
        Dictionary<string, JsonElement> members, string name, ImmutableArray<TRule> known)
        where TRule : NamedRule
    {
        if (!members.TryGetValue(name, out JsonElement array))
        {
            return [];
        }

        if (array.ValueKind is not JsonValueKind.Array || array.GetArrayLength() is 0 or > PolicyLimits.Rules)
        {
            Refuse(
                FindingCodes.ValueInvalid,
                $"/{name}",
                $"A policy has an array of 1 to {PolicyLimits.Rules} rules, or none.");
            return [];
        }

        var rules = ImmutableArray.CreateBuilder<PolicyRule<TRule>>();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach ((int position, JsonElement element) in array.EnumerateArray().Index())
        {
            string pointer = string.Create(CultureInfo.InvariantCulture, $"/{name}/{position}");
            if (Rule(element, pointer, known) is not { } rule)
            {
                continue;
            }

            if (!codes.Add(rule.Code))
            {
                Refuse(
                    FindingCodes.RuleDuplicate,
                    $"{pointer}/rule",
                    "A policy has each rule once, or it would be open which mode holds.",
                    found: rule.Code);
            }

            rules.Add(rule);
        }

        return rules.ToImmutable();
    }

    private PolicyRule<TRule>? Rule<TRule>(JsonElement element, string pointer, ImmutableArray<TRule> known)
        where TRule : NamedRule
    {
        Dictionary<string, JsonElement> members = Members(element, pointer, ["rule", "mode"], ["parameters"]);
        string? code = Text(members, "rule", pointer, FindingLimits.Excerpt);
        TRule? rule = known.FirstOrDefault(own => string.Equals(own.Code, code, StringComparison.Ordinal));
        if (code is not null && rule is null)
        {
            Refuse(
                FindingCodes.RuleUnknown,
                $"{pointer}/rule",
                "There is no such rule here, and a rule that is passed over would be one that nobody keeps.",
                expected: string.Join(", ", known.Select(own => own.Code)),
                found: code);
        }

        RuleMode? mode = Mode(members, pointer);
        if (rule is null || mode is not { } weight)
        {
            return null;
        }

        return Parameters(members, rule, pointer) is { } parameters
            ? new PolicyRule<TRule>(rule, weight, parameters)
            : null;
    }

    private RuleMode? Mode(Dictionary<string, JsonElement> members, string pointer)
    {
        switch (Text(members, "mode", pointer, FindingLimits.Excerpt))
        {
            case "REPORT":
                return RuleMode.Report;
            case "ENFORCE":
                return RuleMode.Enforce;
            case { } other:
                Refuse(
                    FindingCodes.ValueInvalid,
                    $"{pointer}/mode",
                    "A rule is reported or enforced.",
                    expected: "REPORT or ENFORCE",
                    found: other);
                return null;
            default:
                return null;
        }
    }

    private RuleParameters? Parameters(Dictionary<string, JsonElement> members, NamedRule rule, string pointer)
    {
        if (!members.TryGetValue("parameters", out JsonElement element))
        {
            return RuleParameters.None;
        }

        string at = $"{pointer}/parameters";
        int before = findings.Count;
        Dictionary<string, JsonElement> values =
            Members(element, at, [], [.. rule.Parameters.Select(parameter => parameter.Name)]);
        foreach (RuleParameter parameter in rule.Parameters)
        {
            if (values.TryGetValue(parameter.Name, out JsonElement value) && !parameter.IsValid(value))
            {
                Refuse(
                    FindingCodes.ValueInvalid,
                    $"{at}/{parameter.Name}",
                    $"The parameter of {rule.Code} has another value than it takes.",
                    parameter.Expected,
                    Raw(value));
            }
        }

        return findings.Count == before ? new RuleParameters(values) : null;
    }

    /// <summary>The members of an object, which has all that it must have, and none twice and none unknown.</summary>
    private Dictionary<string, JsonElement> Members(
        JsonElement element, string pointer, string[] required, string[] optional)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (element.ValueKind is not JsonValueKind.Object)
        {
            Refuse(
                FindingCodes.TypeMismatch,
                pointer,
                "Here stands an object.",
                expected: "an object",
                found: element.ValueKind.ToString());
            return members;
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            string at = $"{pointer}/{Escape(member.Name)}";
            if (!members.TryAdd(member.Name, member.Value))
            {
                Refuse(FindingCodes.JsonDuplicateName, at, "An object has one name twice.");
            }
            else if (!required.Contains(member.Name) && !optional.Contains(member.Name))
            {
                Refuse(
                    FindingCodes.MemberUnknown,
                    at,
                    "There is no such member here.",
                    expected: string.Join(", ", required.Concat(optional)));
            }
        }

        foreach (string name in required.Where(name => !members.ContainsKey(name)))
        {
            Refuse(FindingCodes.FieldMissing, $"{pointer}/{name}", $"'{name}' must be there.");
        }

        return members;
    }

    private string? Text(Dictionary<string, JsonElement> members, string name, string pointer, int most)
    {
        if (!members.TryGetValue(name, out JsonElement value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 } text
            && text.Length <= most)
        {
            return text;
        }

        Refuse(
            FindingCodes.ValueInvalid,
            $"{pointer}/{name}",
            $"'{name}' is a text of 1 to {most} characters.",
            found: Raw(value));
        return null;
    }

    /// <summary>Bounded, so that a hostile policy has no report larger than itself.</summary>
    private void Refuse(string code, string pointer, string message, string? expected = null, string? found = null)
    {
        if (findings.Count < FindingLimits.PerDocument)
        {
            findings.Add(new Finding(
                Check,
                Outcome.Failed,
                code,
                Severity.Error,
                FindingLimits.Cut(pointer)!,
                message,
                expected,
                FindingLimits.Cut(found)));
        }
    }

    private static string? Raw(JsonElement value) => FindingLimits.Cut(value.GetRawText());

    private static bool IsId(string id) =>
        char.IsAsciiLetterOrDigit(id[0])
        && char.IsAsciiLetterOrDigit(id[^1])
        && id.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '.' or '-');

    /// <summary>A name as part of a pointer (RFC 6901 section 3).</summary>
    private static string Escape(string name) => FindingLimits.Cut(name)!
        .Replace("~", "~0", StringComparison.Ordinal)
        .Replace("/", "~1", StringComparison.Ordinal);
}
