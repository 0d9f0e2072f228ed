using System.Text.Json;

namespace AiBom.Documents.Json;

/// <summary>Finds where a name stands twice in one object. For a document that is known to have such a place.</summary>
internal static class DuplicateNames
{
    /// <summary>The pointer to the first name that its object already has; empty where there is none.</summary>
    public static string FirstIn(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth + 1 });
        var open = new Stack<Container>();
        Pointer at = Pointer.Root;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    string name = reader.GetString()!;
                    at = open.Peek().At.To(name);
                    if (!open.Peek().Names!.Add(name))
                    {
                        return at.ToString();
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    if (open.TryPeek(out Container? parent) && parent.Names is null)
                    {
                        at = parent.At.To(parent.Items++);
                    }

                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(new Container(at, reader.TokenType is JsonTokenType.StartObject ? [] : null));
                    }

                    break;
            }
        }

        return "";
    }

    private sealed class Container(Pointer at, HashSet<string>? names)
    {
        public Pointer At { get; } = at;

        public HashSet<string>? Names { get; } = names;

        public int Items { get; set; }
    }
}
