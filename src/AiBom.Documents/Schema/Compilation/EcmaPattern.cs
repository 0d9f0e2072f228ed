using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>
/// A regular expression of ECMA-262 (with its <c>u</c> flag), matched in time proportional to the text: it never
/// backtracks. What cannot be had so is refused when the schema is compiled.
/// </summary>
internal sealed class EcmaPattern
{
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private readonly Regex _pattern;
    private readonly Regex? _unless;

    /// <exception cref="SchemaException">It is no pattern, or one that needs backtracking.</exception>
    public EcmaPattern(string pattern)
    {
        try
        {
            // Looking ahead needs backtracking; at the beginning it is a second pattern that must not be there.
            if (EcmaSyntax.TrySplitLookahead(pattern, out string unless, out string rest))
            {
                _unless = new Regex(EcmaSyntax.ToDotNet("^(?:" + unless + ")"), Options);
                pattern = "^(?:" + rest + ")";
            }

            _pattern = new Regex(EcmaSyntax.ToDotNet(pattern), Options);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            throw new SchemaException($"The pattern '{pattern}' cannot be compiled: {refused.Message}", refused);
        }
    }

    /// <summary>Whether a text is a pattern that can be compiled.</summary>
    public static bool IsPattern(ReadOnlySpan<byte> text)
    {
        // Longer ones are nobody's, and compiling them is work.
        const int Longest = 1_000;
        if (text.Length > Longest)
        {
            return false;
        }

        try
        {
            _ = new EcmaPattern(Encoding.UTF8.GetString(text));
            return true;
        }
        catch (SchemaException)
        {
            return false;
        }
    }

    /// <summary>Whether it matches somewhere in the text, well-formed UTF-8.</summary>
    public bool IsIn(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 256)
        {
            Span<char> few = stackalloc char[256];
            return IsIn(few[..Encoding.UTF8.GetChars(text, few)]);
        }

        char[] rented = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            return IsIn(rented.AsSpan(0, Encoding.UTF8.GetChars(text, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private bool IsIn(ReadOnlySpan<char> text) => _pattern.IsMatch(text) && _unless?.IsMatch(text) != true;
}
