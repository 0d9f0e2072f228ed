namespace AiBom.GraphQL.Tests.Robustness;

/// <summary>
/// Runs code on a thread with a stack of 256 KB, an eighth of the usual, and counts what it allocates. What recurses as
/// deep as its input is long ends the process here, which no test can pass over.
/// </summary>
internal static class SmallStack
{
    private const int Bytes = 256 * 1024;

    /// <summary>Returns how many bytes <paramref name="action"/> allocated.</summary>
    public static long Run(Action action)
    {
        long allocated = 0;
        Exception? thrown = null;
        var thread = new Thread(
            () =>
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                thrown = Record.Exception(action);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            },
            Bytes);
        thread.Start();
        thread.Join();
        Assert.Null(thrown);
        return allocated;
    }
}
