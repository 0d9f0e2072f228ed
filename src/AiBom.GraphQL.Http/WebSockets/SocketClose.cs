using System.Text;

namespace AiBom.GraphQL.Http;

/// <summary>How a socket ends.</summary>
/// <param name="Code">One of <see cref="SocketCloseCodes"/>; 0 if the connection is lost and nothing can be said.</param>
/// <param name="Reason">For people; cut to what fits into a frame.</param>
internal readonly record struct SocketClose(int Code, string Reason)
{
    // RFC 6455, section 5.5: a control frame carries 125 bytes, two of them the code.
    private const int MaxReasonBytes = 123;

    public static SocketClose Lost { get; }

    public bool IsLost => Code == 0;

    /// <summary>The reason in as many whole characters as fit.</summary>
    public string ShortReason
    {
        get
        {
            int length = 0;
            int bytes = 0;
            foreach (Rune rune in Reason.EnumerateRunes())
            {
                bytes += rune.Utf8SequenceLength;
                if (bytes > MaxReasonBytes)
                {
                    break;
                }

                length += rune.Utf16SequenceLength;
            }

            return Reason[..length];
        }
    }
}
