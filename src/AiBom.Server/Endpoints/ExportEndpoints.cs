using System.Globalization;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry;
using AiBom.Registry.Catalog;
using AiBom.Registry.Exports;
using AiBom.Registry.Gates;
using AiBom.Server.Schema;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>GET /v1/exports/lineage</c>: what <c>exportLineage</c> gives, streamed however long it is; with
/// <c>signed=true</c> in a DSSE envelope by the service's key.
/// </summary>
internal static class ExportEndpoints
{
    private const string Path = "/exports/lineage";
    private const string EnvelopeType = "application/vnd.dsse.envelope.v1+json";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, GetAsync);

    /// <summary>The path and query under which a question is answered here.</summary>
    /// <param name="question">The question.</param>
    /// <param name="kinds">The edges that were asked for by name; null for those that are followed anyway.</param>
    public static string LocationOf(ExportQuestion question, IEnumerable<EdgeKind>? kinds)
    {
        var query = new QueryBuilder
        {
            { "key", question.Of.ToString(CultureInfo.InvariantCulture) },
            { "format", question.Format.ToString() },
            { "direction", question.Direction.ToString() },
            { "minAssurance", question.MinAssurance.ToString() },
        };
        if (question.MaxDepth is { } depth)
        {
            query.Add("maxDepth", depth.ToString(CultureInfo.InvariantCulture));
        }

        foreach (EdgeKind kind in kinds ?? [])
        {
            query.Add("edgeKinds", kind.ToString());
        }

        return $"/v1{Path}{query}";
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] ExportRequest asked,
        AibomRegistry registry,
        RegistryIdentity identity,
        CancellationToken cancellationToken)
    {
        string? wrong = asked.Wrong();
        if (wrong is not null || asked.ToReference() is not { } reference)
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", wrong ?? ExportRequest.NoReference);
        }

        LineageGraph lineage = registry.Lineage.Current;
        EntityLookup lookup = await registry.Catalog.FindAsync(reference, lineage, cancellationToken);
        if (lookup is not EntityLookup.Found(int id))
        {
            RequestError error = ErrorTypes.Of(lookup);
            int status = lookup is EntityLookup.NotFound
                ? StatusCodes.Status404NotFound
                : StatusCodes.Status409Conflict;
            return Problem.Result(status, error.Code, error.Message);
        }

        LineageExport export = await registry.Exports.GatherAsync(
            asked.ToQuestion(id), lineage, identity.Address, cancellationToken);
        (Digest digest, long length) = export.Measure();
        if (asked.Signed && length > ExportLimits.WholeBytes)
        {
            return Problem.Result(
                StatusCodes.Status422UnprocessableEntity,
                FindingCodes.SizeExceeded,
                $"The document has {length} bytes; an envelope holds at most {ExportLimits.WholeBytes}.");
        }

        return new ExportResult(export, digest, length, asked.Signed ? identity : null);
    }

    /// <summary>Sends a document in pieces, or its envelope whole.</summary>
    private sealed class ExportResult(LineageExport export, Digest digest, long length, RegistryIdentity? signer)
        : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            HttpResponse response = httpContext.Response;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ETag = $"\"{digest}\"";
            response.Headers["Aibom-As-Of"] = export.Document.AsOf.ToString(CultureInfo.InvariantCulture);
            response.Headers["Aibom-Complete"] = export.Document.IsComplete ? "true" : "false";
            response.Headers.ContentDisposition = $"attachment; filename=\"{digest.Hex}.json\"";
            if (signer is not null)
            {
                byte[] envelope = export.Sign(export.ToArray(length), signer.Key);
                response.ContentType = EnvelopeType;
                response.ContentLength = envelope.Length;
                await response.Body.WriteAsync(envelope, httpContext.RequestAborted);
                return;
            }

            response.ContentType = export.MediaType;
            response.ContentLength = length;
            foreach (ReadOnlyMemory<byte> piece in export.Write())
            {
                await response.Body.WriteAsync(piece, httpContext.RequestAborted);
            }
        }
    }
}

/// <summary>The query of an export: exactly one of the references, the format, and what is followed.</summary>
internal sealed class ExportRequest
{
    public const string NoReference = "Exactly one of 'digest', 'packageUrl', 'name', 'key' says what is exported.";

    [FromQuery(Name = "digest")]
    public string? OfDigest { get; init; }

    public string? PackageUrl { get; init; }

    public string? Name { get; init; }

    public int? Key { get; init; }

    public string? Format { get; init; }

    public string? Direction { get; init; }

    public int? MaxDepth { get; init; }

    public string? MinAssurance { get; init; }

    public string[]? EdgeKinds { get; init; }

    [FromQuery(Name = "signed")]
    public bool? IsSigned { get; init; }

    public bool Signed => IsSigned is true;

    public EntityReference? ToReference() => (OfDigest, PackageUrl, Name, Key) switch
    {
        ({ } digest, null, null, null) => new EntityReference.ByDigest(digest),
        (null, { } url, null, null) => new EntityReference.ByPackageUrl(url),
        (null, null, { } name, null) => new EntityReference.ByName(name),
        (null, null, null, { } key) => new EntityReference.ById(key),
        _ => null,
    };

    /// <summary>What is wrong with it, for people; null where nothing is.</summary>
    public string? Wrong() => 0 switch
    {
        _ when Read<LineageFormat>(Format) is null => Expected<LineageFormat>("format"),
        _ when Direction is not null && Read<Direction>(Direction) is null => Expected<Direction>("direction"),
        _ when MinAssurance is not null && Read<Assurance>(MinAssurance) is null => Expected<Assurance>("minAssurance"),
        _ when EdgeKinds?.Any(kind => Read<EdgeKind>(kind) is null) is true => Expected<EdgeKind>("edgeKinds"),
        _ when MaxDepth < 0 => "'maxDepth' is not negative.",
        _ => null,
    };

    public ExportQuestion ToQuestion(int of) => new(of, Read<LineageFormat>(Format)!.Value)
    {
        Direction = Read<Direction>(Direction) ?? Lineage.Direction.Upstream,
        MaxDepth = MaxDepth,
        MinAssurance = Read<Assurance>(MinAssurance) ?? Assurance.Asserted,
        EdgeKinds = EdgeKinds is { Length: > 0 } kinds
            ? Lineage.EdgeKinds.Of([.. kinds.Select(kind => Read<EdgeKind>(kind)!.Value)])
            : Lineage.EdgeKinds.Taint,
    };

    /// <summary>A value as GraphQL spells it, in whatever case.</summary>
    private static T? Read<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 }
        && !char.IsAsciiDigit(text[0])
        && text[0] is not ('-' or '+')
        && Enum.TryParse(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out T value)
        && Enum.IsDefined(value)
            ? value
            : null;

    private static string Expected<T>(string name)
        where T : struct, Enum =>
        $"'{name}' is one of {string.Join(", ", Enum.GetNames<T>())}.";
}
