namespace AiBom.Testing.Graphs;

/// <summary>SplitMix64: the same numbers from the same seed, on every machine and runtime.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 to less than <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>From 0 to less than 1.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>How often a coin of this chance shows heads in a row.</summary>
    public int Run(double probability)
    {
        int heads = 0;
        while (Chance(probability))
        {
            heads++;
        }

        return heads;
    }

    public T Pick<T>(params ReadOnlySpan<T> from) => from[Below(from.Length)];
}
