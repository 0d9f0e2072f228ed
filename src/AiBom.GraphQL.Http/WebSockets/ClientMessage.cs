using System.Text.Json;

namespace AiBom.GraphQL.Http;

/// <summary>What a client can say in <c>graphql-transport-ws</c>.</summary>
internal enum ClientMessageKind
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message of a client in the form that its type asks for.</summary>
/// <param name="Kind">The message's <c>type</c>.</param>
/// <param name="Id">Of <c>subscribe</c> and <c>complete</c>; otherwise empty.</param>
/// <param name="Payload">A JSON object; of kind undefined where there is none.</param>
internal sealed record ClientMessage(ClientMessageKind Kind, string Id, JsonElement Payload)
{
    /// <summary>The longest id in UTF-16 code units: it is repeated in every answer.</summary>
    public const int MaxIdLength = 256;

    /// <summary>Reads a message; null if the protocol has none like it, for the reason given.</summary>
    public static ClientMessage? Read(ReadOnlySpan<byte> utf8, GraphQLHttpLimits limits, out string problem)
    {
        problem = string.Empty;
        if (RequestJson.Parse(utf8, limits, "message", out Refusal? refusal) is not { } json)
        {
            problem = refusal!.Message;
            return null;
        }

        if (json.ValueKind is not JsonValueKind.Object || KindOf(json) is not { } kind)
        {
            problem = "A message must be an object with a type that clients send.";
            return null;
        }

        bool isOperation = kind is ClientMessageKind.Subscribe or ClientMessageKind.Complete;
        string id = isOperation ? IdOf(json) : string.Empty;
        if (isOperation && id.Length is 0 or > MaxIdLength)
        {
            problem = $"The message needs an id of 1 to {MaxIdLength} characters.";
            return null;
        }

        // No reader of "complete" looks at a payload.
        json.TryGetProperty("payload", out JsonElement payload);
        bool hasPayload = payload.ValueKind is JsonValueKind.Object;
        bool isAbsent = payload.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;
        if (kind is not ClientMessageKind.Complete && !hasPayload && (kind is ClientMessageKind.Subscribe || !isAbsent))
        {
            problem = "The payload of the message must be an object.";
            return null;
        }

        return new ClientMessage(kind, id, hasPayload ? payload : default);
    }

    private static ClientMessageKind? KindOf(JsonElement json) =>
        !json.TryGetProperty("type", out JsonElement type) || type.ValueKind is not JsonValueKind.String
            ? null
            : type.GetString() switch
            {
                "connection_init" => ClientMessageKind.ConnectionInit,
                "ping" => ClientMessageKind.Ping,
                "pong" => ClientMessageKind.Pong,
                "subscribe" => ClientMessageKind.Subscribe,
                "complete" => ClientMessageKind.Complete,
                _ => null,
            };

    private static string IdOf(JsonElement json) =>
        json.TryGetProperty("id", out JsonElement id) && id.ValueKind is JsonValueKind.String
            ? id.GetString()!
            : string.Empty;
}
