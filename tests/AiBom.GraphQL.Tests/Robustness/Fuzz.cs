using System.Globalization;

namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>
/// Plays random inputs on a small stack. What an input makes the code allocate is bounded; time is not measured. The
/// environment variables <c>AIBOM_FUZZ_INPUTS</c> and <c>AIBOM_FUZZ_SEED</c> ask for more inputs and for others.
/// </summary>
internal static class Fuzz
{
    private const int MaxBytes = 16 << 20;

    private static readonly int Inputs = Setting("AIBOM_FUZZ_INPUTS", 20_000);
    private static readonly int Seed = Setting("AIBOM_FUZZ_SEED", 7);

    /// <summary>
    /// Makes inputs and plays them; returns how often each outcome came, and writes that where it is seen.
    /// </summary>
    /// <param name="what">The inputs, for the count.</param>
    /// <param name="next">Makes an input; the same one again for the same random numbers.</param>
    /// <param name="play">Says how it went.</param>
    public static IReadOnlyDictionary<string, int> Run<T>(
        string what,
        Func<Random, T> next,
        Func<T, string> play)
    {
        var outcomes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        SmallStack.Run(() =>
        {
            for (int i = 0; i < Inputs; i++)
            {
                T input = next(new Random(unchecked((Seed * 1_000_003) + i)));
                string outcome = Play(play, input, $"{what} {i} of seed {Seed}");
                outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            }
        });
        string counts = string.Join(", ", outcomes.Select(outcome => $"{outcome.Value} {outcome.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"fuzzed {what}: {Inputs} inputs, {counts}");
        return outcomes;
    }

    private static string Play<T>(Func<T, string> play, T input, string name)
    {
        string outcome = "";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? thrown = Record.Exception(() => { outcome = play(input); });
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(thrown is null, $"{name}: {input}\n{thrown}");
        Assert.True(allocated <= MaxBytes, $"{name} allocates {allocated} bytes: {input}");
        return outcome;
    }

    private static int Setting(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int given)
            ? given
            : usual;
}
