using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The JSON form of a request (GraphQL over HTTP, "Request Parameters"). Keys that it does not define are ignored, as
/// it asks; a key that occurs twice is refused, at any depth, because two readers could take different ones.
/// </summary>
internal static class RequestJson
{
    public static RequestResult Read(ReadOnlySpan<byte> utf8, GraphQLHttpLimits limits)
    {
        return Parse(utf8, limits, "body", out Refusal? refusal) is { } json ? Read(json) : refusal!;
    }

    /// <summary>Reads a request that is part of a larger JSON text, which <see cref="Parse"/> has read.</summary>
    public static RequestResult Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.Array)
        {
            return new Refusal(
                StatusCodes.Status400BadRequest,
                HttpErrorCodes.BatchingUnsupported,
                "A list of requests was sent; send them one by one.");
        }

        if (json.ValueKind is not JsonValueKind.Object)
        {
            return Refusal.Malformed($"The body must be a JSON object, not {NameOf(json)}.");
        }

        JsonElement? query = Get(json, "query");
        JsonElement? documentId = Get(json, "documentId");
        JsonElement? operationName = Get(json, "operationName");
        JsonElement? variables = Get(json, "variables");
        JsonElement? extensions = Get(json, "extensions");
        Refusal? refusal = Check("query", JsonValueKind.String, query)
            ?? Check("documentId", JsonValueKind.String, documentId)
            ?? Check("operationName", JsonValueKind.String, operationName)
            ?? Check("variables", JsonValueKind.Object, variables)
            ?? Check("extensions", JsonValueKind.Object, extensions);
        if (refusal is not null)
        {
            return refusal;
        }

        return RequestParameters.Of(
            query?.GetString(), documentId?.GetString(), operationName?.GetString(), variables, extensions);
    }

    /// <summary>Reads a JSON object that is a parameter of its own, as in a query string.</summary>
    public static JsonElement? ReadObject(
        ReadOnlySpan<byte> utf8,
        string parameter,
        GraphQLHttpLimits limits,
        out Refusal? refusal)
    {
        JsonElement? json = Parse(utf8, limits, $"parameter '{parameter}'", out refusal);
        if (json is not { ValueKind: not JsonValueKind.Null })
        {
            return null;
        }

        refusal = Check(parameter, JsonValueKind.Object, json);
        return json;
    }

    /// <summary>Reads any JSON text within the bounds.</summary>
    public static JsonElement? Parse(
        ReadOnlySpan<byte> utf8,
        GraphQLHttpLimits limits,
        string what,
        out Refusal? refusal)
    {
        refusal = null;
        try
        {
            if (!HasOnlyText(utf8, limits))
            {
                refusal = Refusal.Malformed($"The {what} is not UTF-8, or has half of a surrogate pair.");
                return null;
            }

            return JsonElement.Parse(utf8, Options(limits, allowDuplicates: false));
        }
        catch (JsonException exception)
        {
            refusal = IsWellFormed(utf8, limits)
                ? new Refusal(
                    StatusCodes.Status400BadRequest,
                    HttpErrorCodes.DuplicateKey,
                    $"The {what} has a JSON object with a key twice (before line {exception.LineNumber + 1}).")
                : Refusal.Malformed(
                    $"The {what} is not well-formed JSON of at most {limits.MaxJsonDepth} levels, at line " +
                    $"{exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.");
            return null;
        }
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> utf8, GraphQLHttpLimits limits)
    {
        try
        {
            JsonElement.Parse(utf8, Options(limits, allowDuplicates: true));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The JSON reader checks neither the encoding of strings nor that their escapes make characters before they are
    // asked for; everything behind this line may ask without fear.
    private static bool HasOnlyText(ReadOnlySpan<byte> utf8, GraphQLHttpLimits limits)
    {
        if (!Utf8.IsValid(utf8))
        {
            return false;
        }

        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return true;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxJsonDepth });
        byte[] unescaped = new byte[utf8.Length];
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsText(reader, unescaped))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsText(Utf8JsonReader reader, Span<byte> unescaped)
    {
        try
        {
            reader.CopyString(unescaped);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static JsonDocumentOptions Options(GraphQLHttpLimits limits, bool allowDuplicates) =>
        new() { MaxDepth = limits.MaxJsonDepth, AllowDuplicateProperties = allowDuplicates };

    private static JsonElement? Get(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    private static Refusal? Check(string name, JsonValueKind kind, JsonElement? value) =>
        value is { } some && some.ValueKind != kind
            ? Refusal.Malformed($"The parameter '{name}' must be {NameOf(kind)}, not {NameOf(some)}.")
            : null;

    private static string NameOf(JsonElement json) => NameOf(json.ValueKind);

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "a Boolean",
    };
}
