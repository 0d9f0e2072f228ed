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
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    Container owner = open.Peek();
                    owner.Name = reader.GetString()!;
                    if (!owner.Names!.Add(owner.Name))
                    {
                        return PointerTo(open);
                    }

                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                default:
                    if (open.TryPeek(out Container? parent))
                    {
                        parent.Items++;
                    }

                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(new Container(reader.TokenType is JsonTokenType.StartObject ? [] : null));
                    }

                    break;
            }
        }

        return "";
    }

    /// <summary>Written only once: the way down may be long, and the names at its end many.</summary>
    private static string PointerTo(Stack<Container> open) => open.Reverse()
        .Aggregate(Pointer.Root, (at, step) => step.Names is null ? at.To(step.Items - 1) : at.To(step.Name))
        .ToString();

    private sealed class Container(HashSet<string>? names)
    {
        public HashSet<string>? Names { get; } = names;

        /// <summary>The member that was met last.</summary>
        public string Name { get; set; } = "";

        /// <summary>How many values were met.</summary>
        public int Items { get; set; }
    }
}
