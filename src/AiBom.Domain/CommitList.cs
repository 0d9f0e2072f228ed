namespace AiBom.Domain;

/// <summary>
/// Commits of one repository, found by the digits they begin with: who writes very many of them gains nothing by it.
/// </summary>
/// <typeparam name="T">What is known of a commit.</typeparam>
public sealed class CommitList<T>
{
    private readonly string[] digits;
    private readonly T[] commits;

    /// <param name="commits">The commits by their digits, in any order.</param>
    public CommitList(IEnumerable<KeyValuePair<string, T>> commits)
    {
        KeyValuePair<string, T>[] sorted = [.. commits.OrderBy(commit => commit.Key, StringComparer.Ordinal)];
        digits = [.. sorted.Select(commit => commit.Key)];
        this.commits = [.. sorted.Select(commit => commit.Value)];
    }

    /// <summary>What begins so, in order of the digits.</summary>
    public IEnumerable<T> StartingWith(string beginning)
    {
        int first = Array.BinarySearch(digits, beginning, StringComparer.Ordinal);
        first = first < 0 ? ~first : first;
        while (first > 0 && digits[first - 1].StartsWith(beginning, StringComparison.Ordinal))
        {
            first--;
        }

        for (int i = first; i < digits.Length && digits[i].StartsWith(beginning, StringComparison.Ordinal); i++)
        {
            yield return commits[i];
        }
    }
}
