using System.Collections.Immutable;
using AiBom.Verification.Sigstore;

namespace AiBom.Registry.Organizations;

/// <summary>
/// The trusted roots of the operator's files, read again when a file changes. Nothing is ever fetched. A file that
/// becomes unreadable changes nothing: the roots that were read before stay, until a whole file takes their place.
/// </summary>
public sealed class TrustedRootRegister
{
    /// <summary>How often the files are looked at, at most.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ImmutableArray<string> paths;
    private readonly TimeProvider clock;
    private readonly Lock reading = new();
    private volatile TrustedRoots current = new([]);
    private ImmutableArray<FileState> states = [];
    private DateTimeOffset looked;

    private TrustedRootRegister(ImmutableArray<string> paths, TimeProvider clock) =>
        (this.paths, this.clock) = (paths, clock);

    /// <summary>The roots as of the last look at the files.</summary>
    public TrustedRoots Current
    {
        get
        {
            Refresh();
            return current;
        }
    }

    /// <summary>
    /// What is wrong with the files as they were last read; the roots read before are still in force.
    /// </summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    /// <summary>
    /// Hears of every problem when a changed file cannot be used. It must be quick and must not throw.
    /// </summary>
    public Action<string>? OnProblem { get; set; }

    /// <summary>Reads the files.</summary>
    /// <exception cref="InvalidDataException">A file cannot be read, or is no trusted root; the message names it.
    /// </exception>
    public static TrustedRootRegister Load(IEnumerable<string> paths, TimeProvider clock)
    {
        var register = new TrustedRootRegister([.. paths], clock);
        register.Refresh();
        return register.Problems is [var problem, ..] ? throw new InvalidDataException(problem) : register;
    }

    private void Refresh()
    {
        if (paths.IsEmpty)
        {
            return;
        }

        lock (reading)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (!states.IsEmpty && now - looked < Pause)
            {
                return;
            }

            looked = now;
            ImmutableArray<FileState> found = [.. paths.Select(FileState.Of)];
            if (!states.SequenceEqual(found))
            {
                states = found;
                Read();
            }
        }
    }

    private void Read()
    {
        // What was looked through is what counts, whatever happens to the files meanwhile.
        var files = new List<ReadOnlyMemory<byte>>();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (string path in paths)
        {
            try
            {
                ReadOnlyMemory<byte> file = TrustedRoots.ReadFile(path);
                files.Add(file);
                problems.AddRange(new TrustedRoots([file]).Problems
                    .Select(problem => $"The trusted root '{path}' cannot be used. {problem.Message}"));
            }
            catch (Exception world) when (world is IOException or UnauthorizedAccessException)
            {
                problems.Add($"The trusted root '{path}' cannot be read. {world.Message}");
            }
        }

        Problems = problems.ToImmutable();
        if (Problems.IsEmpty)
        {
            current = new TrustedRoots(files);
        }

        foreach (string problem in Problems)
        {
            OnProblem?.Invoke(problem);
        }
    }

    /// <summary>What shows that a file was changed.</summary>
    private readonly record struct FileState(long Length, DateTime Written)
    {
        public static FileState Of(string path)
        {
            var file = new FileInfo(path);
            return file.Exists ? new FileState(file.Length, file.LastWriteTimeUtc) : new FileState(-1, default);
        }
    }
}
