using System.Globalization;
using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// An RFC 6901 pointer as a chain, written out only where somebody wants to read it. A name that no standard has may be
/// cut, as all that is repeated of a stranger's text.
/// </summary>
internal sealed class Pointer
{
    private readonly Pointer? _parent;
    private readonly string? _name;
    private readonly int _index;

    private Pointer(Pointer? parent, string? name, int index) => (_parent, _name, _index) = (parent, name, index);

    /// <summary>The document as a whole.</summary>
    public static Pointer Root { get; } = new(null, null, 0);

    public Pointer To(string name) => new(this, name, 0);

    public Pointer To(int index) => new(this, null, index);

    /// <summary>The pointer's text, such as <c>/components/0/name</c>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(text);
        return text.ToString();
    }

    private void Append(StringBuilder text)
    {
        if (_parent is null)
        {
            return;
        }

        _parent.Append(text);
        text.Append('/');
        if (_name is null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{_index}");
        }
        else
        {
            // RFC 6901 section 3: '~' and '/' are escaped, in this order.
            string escaped = FindingLimits.Cut(_name)!.Replace("~", "~0", StringComparison.Ordinal);
            text.Append(escaped.Replace("/", "~1", StringComparison.Ordinal));
        }
    }
}
