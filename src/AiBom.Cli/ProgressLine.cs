using System.Globalization;
using AiBom.Verification.ModelSigning;

namespace AiBom.Cli;

/// <summary>One line on a terminal that says how far the hashing is, and is gone afterwards.</summary>
internal sealed class ProgressLine(TextWriter terminal, TimeProvider clock) : IProgress<ModelProgress>, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Lock writing = new();
    private long last;
    private int width;

    /// <inheritdoc/>
    public void Report(ModelProgress value)
    {
        lock (writing)
        {
            long now = clock.GetTimestamp();
            if (last != 0 && clock.GetElapsedTime(last, now) < Pause)
            {
                return;
            }

            last = now;
            double share = value.BytesTotal == 0 ? 1 : (double)value.BytesDone / value.BytesTotal;
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"hashed {value.BytesDone / 1e6:N0} of {value.BytesTotal / 1e6:N0} MB ({share:P0})");
            width = Math.Max(width, line.Length);
            terminal.Write("\r" + line.PadRight(width));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (width > 0)
        {
            terminal.Write("\r" + new string(' ', width) + "\r");
        }
    }
}
