using System.Globalization;
using System.Text;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Schema;

/// <summary>The one place that knows the API: schemas and documents as text in, findings as text out.</summary>
internal static class Validating
{
    public const string Draft07 = "http://json-schema.org/draft-07/schema#";
    public const string Draft2020 = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Compiles a schema without its first line: its dialect is told apart.</summary>
    public static CompiledSchema Compile(string schema, string dialect = Draft07) => CompiledSchema.Compile(
        new SchemaSource("https://example.org/root", Encoding.UTF8.GetBytes(WithDialect(schema, dialect))));

    public static string WithDialect(string schema, string dialect)
    {
        string rest = schema.TrimStart()[1..];
        string comma = rest.TrimStart().StartsWith('}') ? "" : ",";
        return $"{{\"$schema\":\"{dialect}\"{comma}{rest}";
    }

    public static SchemaReport Validate(this CompiledSchema schema, string document, SchemaLimits? limits = null) =>
        schema.Validate(Encoding.UTF8.GetBytes(document), limits ?? SchemaLimits.Default);

    /// <summary>A number of the environment: a seed, or how much is asked for.</summary>
    public static int Setting(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int given)
            ? given
            : usual;

    /// <summary>Each finding as <c>CODE:pointer</c>, and behind it what was expected.</summary>
    public static string Findings(this SchemaReport report) => string.Join('\n', report.Findings.Select(
        finding => finding.Code == FindingCodes.SchemaViolated
            ? string.Create(CultureInfo.InvariantCulture, $"{finding.Pointer} {finding.Expected}")
            : $"{finding.Code}:{finding.Pointer} {finding.Expected}").Select(line => line.TrimEnd()));
}
