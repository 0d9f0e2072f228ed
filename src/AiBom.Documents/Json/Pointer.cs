using System.Globalization;
using System.Runtime.CompilerServices;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// An RFC 6901 pointer, written out only where somebody wants to read it: an object or array of the document, and the
/// way on from there.
/// </summary>
internal readonly struct Pointer
{
    private const int None = -1;

    private readonly JsonTape? _tape;
    private readonly int _container;
    private readonly int _index;
    private readonly string? _path;

    /// <summary>The place of an object or array.</summary>
    public Pointer(JsonTape tape, int container)
        : this(tape, container, None, null)
    {
    }

    private Pointer(JsonTape? tape, int container, int index, string? path) =>
        (_tape, _container, _index, _path) = (tape, container, index, path);

    /// <summary>The document as a whole.</summary>
    public static Pointer Root { get; } = new(null, 0, None, null);

    /// <summary>Whether it is the document as a whole.</summary>
    public bool IsRoot => _container == 0 && _path is null && _index == None;

    /// <summary>Whether it is within a text, so that its parts have no place of their own.</summary>
    private bool IsPacked => _tape?.Place is not null;

    public Pointer To(string name) => (_path is null && _index == None, IsPacked) switch
    {
        (_, true) => this,
        (true, _) => new Pointer(_tape, _container, None, Escape(name)),
        _ => new Pointer(_tape, _container, None, $"{Path()}/{Escape(name)}"),
    };

    public Pointer To(int index) => (_path is null && _index == None, IsPacked) switch
    {
        (_, true) => this,
        (true, _) => new Pointer(_tape, _container, index, null),
        _ => new Pointer(_tape, _container, None, string.Create(CultureInfo.InvariantCulture, $"{Path()}/{index}")),
    };

    /// <summary>The pointer's text, such as <c>/components/0/name</c>.</summary>
    public override string ToString()
    {
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        _tape?.AppendPointer(ref text, _container);
        if (_index != None)
        {
            text.AppendLiteral("/");
            text.AppendFormatted(_index);
        }
        else if (_path is not null)
        {
            text.AppendLiteral("/");
            text.AppendLiteral(_path);
        }

        return text.ToStringAndClear();
    }

    /// <summary>
    /// A name as it stands in a pointer (RFC 6901 section 3): '~' and '/' are escaped, in this order. A name that no
    /// standard has is cut, and addresses in it masked, as in all that is repeated of a stranger's text.
    /// </summary>
    public static string Escape(string name) =>
        name.Length <= FindingLimits.Excerpt && name.AsSpan().IndexOfAny('~', '/', '%') < 0
            ? name
            : FindingLimits.Cut(name)!
                .Replace("~", "~0", StringComparison.Ordinal)
                .Replace("/", "~1", StringComparison.Ordinal);

    private string Path() => _path ?? _index.ToString(CultureInfo.InvariantCulture);
}
