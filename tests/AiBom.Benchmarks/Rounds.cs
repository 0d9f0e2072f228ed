namespace AiBom.Benchmarks;

/// <summary>What repeated measurements come to.</summary>
internal static class Rounds
{
    /// <summary>The upper of the two in the middle where there is no single one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
