using System.IO.Enumeration;
using System.Text;

namespace AiBom.Verification.ModelSigning;

/// <summary>How a model's folder is read.</summary>
/// <param name="IgnorePaths">Paths from the root that the caller leaves out, with what lies below them.</param>
/// <param name="Signature">
/// The signature file's path from the root; it is no part of the model. Null where it lies elsewhere.
/// </param>
/// <param name="AllowSymlinks">
/// Whether a symbolic link to a file inside the root stands for that file's bytes. What the signer recorded does not
/// decide it: it would let the signer choose what this machine opens.
/// </param>
public sealed record ModelFolderOptions(
    IReadOnlyList<string> IgnorePaths, string? Signature = null, bool AllowSymlinks = false);

/// <summary>
/// Reads a model from the file system (OpenSSF Model Signing 1.0, section 6.1): every file below the root, hidden ones
/// too, or the one file. Links are never followed out of the root, and what is no file is never opened.
/// </summary>
/// <remarks>
/// The folder must not change meanwhile. If it does, what is reported as verified was read at some moment; nothing
/// waits, and nothing outside is trusted.
/// </remarks>
public static class ModelFolder
{
    /// <summary>Compares a folder, or a single file, with a manifest.</summary>
    /// <param name="root">The model.</param>
    /// <param name="manifest">What was signed.</param>
    /// <param name="options">What is left out, and whether links are followed.</param>
    /// <param name="progress">Hears how far the hashing is; called from several threads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public static async Task<ModelContentReport> CompareAsync(
        string root,
        ModelManifest manifest,
        ModelFolderOptions options,
        IProgress<ModelProgress>? progress,
        CancellationToken cancellationToken)
    {
        var comparison = new ModelComparison(manifest, options.IgnorePaths);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        if (Directory.Exists(full))
        {
            await Task.Run(
                () => new Walk(full, comparison, options, cancellationToken).Run(), cancellationToken);
            return await comparison.HashAsync(
                name => NativeFile.OpenRead(Path.Join(full, name)), progress, cancellationToken);
        }

        AddSingleFile(full, Path.GetFileName(full), manifest, comparison);
        return await comparison.HashAsync(_ => NativeFile.OpenRead(full), progress, cancellationToken);
    }

    /// <summary>A model of one file is called by its name, or <c>.</c> by older signers.</summary>
    private static void AddSingleFile(string path, string name, ModelManifest manifest, ModelComparison comparison)
    {
        switch (NativeFile.Look(path, out long length))
        {
            case EntryKind.RegularFile:
                comparison.Add(
                    manifest.IndexOf(ResourceName.SingleFile) is null ? name : ResourceName.SingleFile, length);
                break;
            case EntryKind.Absent:
                throw new FileNotFoundException($"There is no model at '{path}'.");
            default:
                comparison.Refuse(name, $"'{path}' is neither a folder nor a file.");
                break;
        }
    }

    /// <summary>One pass over a folder, without recursion: depth is the stranger's choice.</summary>
    private sealed class Walk(
        string root, ModelComparison comparison, ModelFolderOptions options, CancellationToken cancellationToken)
    {
        private static readonly EnumerationOptions Everything = new()
        {
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = false,
            RecurseSubdirectories = false,
            ReturnSpecialDirectories = false,
        };

        private readonly Stack<string> folders = new([""]);
        private readonly string? inside = NativeFile.RealPath(root) is { } real ? real.TrimEnd('/') + "/" : null;

        public void Run()
        {
            while (folders.TryPop(out string? folder))
            {
                var names = new FileSystemEnumerable<string>(
                    Path.Join(root, folder), (ref entry) => entry.FileName.ToString(), Everything);
                foreach (string name in names)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    Visit(folder.Length == 0 ? name : $"{folder}/{name}");
                }
            }
        }

        private void Visit(string name)
        {
            string path = Path.Join(root, name);

            // No longer name can be in a manifest, and far longer ones cannot even be opened.
            if (Encoding.UTF8.GetByteCount(name) > VerificationLimits.NameLength)
            {
                comparison.Refuse(name, $"A path has more than {VerificationLimits.NameLength} bytes.");
                return;
            }

            switch (NativeFile.Look(path, out long length))
            {
                case EntryKind.Directory:
                    folders.Push(name);
                    break;
                case EntryKind.RegularFile when string.Equals(name, options.Signature, StringComparison.Ordinal):
                    break;
                case EntryKind.RegularFile:
                    comparison.Add(name, length);
                    break;
                case EntryKind.SymbolicLink:
                    VisitLink(name, path);
                    break;
                case EntryKind.Absent when name.Contains('\uFFFD', StringComparison.Ordinal):
                    // The platform shows each byte that is no UTF-8 as this character, and finds nothing by it.
                    comparison.Refuse(name, $"A name in the folder is not valid UTF-8; it is shown as '{name}'.");
                    break;
                case EntryKind.Absent:
                    break;
                default:
                    comparison.Refuse(name, $"'{name}' is a pipe, socket or device.");
                    break;
            }
        }

        private void VisitLink(string name, string path)
        {
            string? real = options.AllowSymlinks ? NativeFile.RealPath(path) : null;
            if (!options.AllowSymlinks)
            {
                comparison.Refuse(name, $"'{name}' is a symbolic link, and links are not allowed.");
            }
            else if (inside is null || real?.StartsWith(inside, StringComparison.Ordinal) is not true)
            {
                comparison.Refuse(name, $"'{name}' is a symbolic link out of the model, or to nothing.");
            }
            else if (NativeFile.Look(real, out long length) is not EntryKind.RegularFile)
            {
                comparison.Refuse(name, $"'{name}' is a symbolic link to something that is no file.");
            }
            else
            {
                comparison.Add(name, length);
            }
        }
    }
}
