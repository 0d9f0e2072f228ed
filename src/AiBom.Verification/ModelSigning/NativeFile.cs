using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace AiBom.Verification.ModelSigning;

/// <summary>What a folder's entry is, before anything is read from it.</summary>
internal enum EntryKind
{
    /// <summary>Nothing has this name: it is gone, or its name is no Unicode and cannot be said.</summary>
    Absent,

    /// <summary>A file with bytes.</summary>
    RegularFile,

    /// <summary>A folder.</summary>
    Directory,

    /// <summary>A symbolic link, which may lead anywhere.</summary>
    SymbolicLink,

    /// <summary>A pipe, socket or device. Opening one may wait for ever.</summary>
    Special,
}

/// <summary>
/// Tells what a path is without opening it, and opens it without waiting: .NET tells pipes and devices from files only
/// once they are open, and the opening of a pipe waits for its writer.
/// </summary>
internal static partial class NativeFile
{
    private const int CurrentDirectory = -100;
    private const int SymlinkNoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const int Basic = 0x7ff;

    // These flags have one value on every Linux; O_NOFOLLOW, which has not, is not needed.
    private const int ReadOnly = 0;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    // Names a file without opening it, so that a device does not notice.
    private const int PathOnly = 0x200000;

    private const int NoEntry = 2;
    private const int NotDirectory = 20;

    /// <summary>What a path is, links not followed, and a file's length in bytes.</summary>
    /// <exception cref="IOException">It cannot be asked, such as for lack of a right.</exception>
    public static EntryKind Look(string path, out long length)
    {
        if (!OperatingSystem.IsLinux())
        {
            return LookManaged(path, out length);
        }

        int error = State(CurrentDirectory, path, SymlinkNoFollow, Basic, out FileState state) == 0
            ? 0
            : Marshal.GetLastPInvokeError();
        length = (long)state.Size;
        return error switch
        {
            0 => KindOf(state.Mode),
            NoEntry or NotDirectory => EntryKind.Absent,
            _ => throw Failure(path, error),
        };
    }

    /// <summary>Opens a regular file for reading; null where there is none by now.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream? OpenRead(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return LookManaged(path, out _) is EntryKind.RegularFile
                ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0)
                : null;
        }

        int descriptor = Open(path, ReadOnly | NonBlocking | CloseOnExec);
        if (descriptor < 0)
        {
            int error = Marshal.GetLastPInvokeError();
            return error is NoEntry or NotDirectory ? null : throw Failure(path, error);
        }

        SafeFileHandle? handle = new(descriptor, ownsHandle: true);
        try
        {
            bool isFile = State(descriptor, "", EmptyPath, Basic, out FileState state) == 0
                && KindOf(state.Mode) is EntryKind.RegularFile;
            if (!isFile)
            {
                // What was a file when the folder was listed is none now.
                return null;
            }

            var file = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            handle = null;
            return file;
        }
        finally
        {
            handle?.Dispose();
        }
    }

    /// <summary>Where a path really lies, all links followed; null where nothing is there or nobody says.</summary>
    public static string? RealPath(string path)
    {
        int descriptor = OperatingSystem.IsLinux() ? Open(path, PathOnly | CloseOnExec) : -1;
        if (descriptor < 0)
        {
            return null;
        }

        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        return new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{descriptor}")).LinkTarget;
    }

    private static EntryKind LookManaged(string path, out long length)
    {
        var file = new FileInfo(path);
        length = file.Exists ? file.Length : 0;
        return (int)file.Attributes == -1
            ? EntryKind.Absent
            : file.Attributes switch
            {
                var a when a.HasFlag(FileAttributes.ReparsePoint) => EntryKind.SymbolicLink,
                var a when a.HasFlag(FileAttributes.Directory) => EntryKind.Directory,
                var a when a.HasFlag(FileAttributes.Device) => EntryKind.Special,
                _ => EntryKind.RegularFile,
            };
    }

    private static EntryKind KindOf(ushort mode) => (mode & 0xf000) switch
    {
        0x8000 => EntryKind.RegularFile,
        0x4000 => EntryKind.Directory,
        0xa000 => EntryKind.SymbolicLink,
        _ => EntryKind.Special,
    };

    private static IOException Failure(string path, int error) =>
        new($"'{path}' cannot be read: {Marshal.GetPInvokeErrorMessage(error)}.");

    // statx(2) rather than stat(2): its structure is the same on every architecture.
    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int State(int folder, string path, int flags, uint mask, out FileState state);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    /// <summary>The part of <c>struct statx</c> that is used; 256 bytes in all.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct FileState
    {
        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(40)]
        public ulong Size;
    }
}
