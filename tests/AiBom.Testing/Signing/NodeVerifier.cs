using System.ComponentModel;
using System.Diagnostics;

namespace AiBom.Testing.Signing;

/// <summary>A second opinion on signatures, by Node's crypto: one process for all that is asked.</summary>
public static class NodeVerifier
{
    private const string Program = """
        const { createPublicKey, verify } = require('crypto');
        const frame = Buffer.from('302a300506032b6570032100', 'hex');
        for (const line of require('fs').readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
          const [raw, message, signature] = line.split(' ').map(hex => Buffer.from(hex, 'hex'));
          const key = createPublicKey({ key: Buffer.concat([frame, raw]), format: 'der', type: 'spki' });
          console.log(verify(null, message, key, signature));
        }
        """;

    /// <summary>Whether each Ed25519 signature holds; null where Node is not installed.</summary>
    public static bool[]? Ed25519(IEnumerable<(byte[] Key, byte[] Message, byte[] Signature)> cases)
    {
        using Process? node = Start();
        if (node is null)
        {
            return null;
        }

        Task<string> answers = node.StandardOutput.ReadToEndAsync();
        foreach ((byte[] key, byte[] message, byte[] signature) in cases)
        {
            node.StandardInput.Write(
                $"{Convert.ToHexString(key)} {Convert.ToHexString(message)} {Convert.ToHexString(signature)}\n");
        }

        node.StandardInput.Close();
        return [.. answers.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(bool.Parse)];
    }

    private static Process? Start()
    {
        string node = OperatingSystem.IsWindows() ? "node.exe" : "node";
        var start = new ProcessStartInfo(node, ["-e", Program])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
