using System.Diagnostics.CodeAnalysis;

namespace AiBom.Benchmarks;

/// <summary>The most managed memory, garbage with it, that was in use beyond what was there at the start.</summary>
[SuppressMessage("Critical Code Smell", "S1215", Justification = "What is in use before is not to be counted.")]
internal sealed class PeakMemory : IDisposable
{
    private const double Megabyte = 1024 * 1024;
    private readonly long start = GC.GetTotalMemory(forceFullCollection: true);
    private readonly Timer timer;
    private long most;

    public PeakMemory() => timer = new Timer(
        _ => Look(), state: null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));

    public double Megabytes()
    {
        Look();
        return (Interlocked.Read(ref most) - start) / Megabyte;
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        long now = GC.GetTotalMemory(forceFullCollection: false);
        long seen = Interlocked.Read(ref most);
        while (now > seen)
        {
            long was = Interlocked.CompareExchange(ref most, now, seen);
            if (was == seen)
            {
                return;
            }

            seen = was;
        }
    }
}
