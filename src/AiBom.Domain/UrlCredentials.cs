using System.Text;

namespace AiBom.Domain;

/// <summary>
/// Hides who logs in and by which secret in the addresses of a text: <c>https://user:secret@host/</c> becomes
/// <c>https://***@host/</c>. Everything that is read off a stranger's text goes through here, so that no answer, table
/// or log repeats what only the original bytes should hold.
/// </summary>
public static class UrlCredentials
{
    private const string Hidden = "***";

    /// <summary>How an address goes on behind its scheme: plain, in a JSON pointer, percent-encoded.</summary>
    private static readonly string[] Authorities = ["://", ":~1~1", "%3A%2F%2F", ":%2F%2F", "%3A//"];

    /// <summary>What ends the part of an address that has the host (RFC 3986 section 3.2), in the same forms.</summary>
    private static readonly string[] Ends = ["/", "?", "#", "~1", "%2F", "%3F", "%23", "\"", "'", "<", ">"];

    /// <summary>
    /// The text with the user information of each address hidden; the text itself where there is none. The user
    /// <c>git</c> alone is no secret. Takes time in proportion to the text.
    /// </summary>
    /// <param name="text">A stranger's text.</param>
    /// <param name="isCut">Whether the text goes on behind its end, so that an <c>@</c> may follow there.</param>
    public static string Mask(string text, bool isCut = false)
    {
        if (!isCut && !text.Contains('@', StringComparison.Ordinal) && !text.Contains("%40", StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder? masked = null;
        int copied = 0;
        int start = AfterScheme(text, 0);
        while (start >= 0)
        {
            int end = EndOf(text, start);
            int user = UserEnd(text.AsSpan(start, end - start));
            bool isOpen = isCut && user < 0 && end == text.Length;
            if (isOpen || (user >= 0 && text.AsSpan(start, user) is not "git"))
            {
                masked ??= new StringBuilder(text.Length);
                masked.Append(text, copied, start - copied).Append(Hidden);
                copied = isOpen ? text.Length : start + user;
            }

            // What goes on like another address holds something that ends this one, so they do not overlap.
            start = AfterScheme(text, start);
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Where the next address goes on behind its scheme; -1 where there is none.</summary>
    private static int AfterScheme(string text, int from)
    {
        int at = from;
        while (text.AsSpan(at).IndexOfAny(':', '%') is int next and >= 0)
        {
            at += next;
            if (MarkAt(text, at, Authorities) is { } authority)
            {
                return at + authority.Length;
            }

            at++;
        }

        return -1;
    }

    private static int EndOf(string text, int start)
    {
        int at = start;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && MarkAt(text, at, Ends) is null)
        {
            at++;
        }

        return at;
    }

    private static string? MarkAt(string text, int at, string[] marks)
    {
        ReadOnlySpan<char> rest = text.AsSpan(at);
        foreach (string mark in marks)
        {
            if (rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                return mark;
            }
        }

        return null;
    }

    /// <summary>Where the user information ends: at the last <c>@</c>, as browsers read it.</summary>
    private static int UserEnd(ReadOnlySpan<char> authority) =>
        Math.Max(authority.LastIndexOf('@'), authority.LastIndexOf("%40", StringComparison.Ordinal));
}
