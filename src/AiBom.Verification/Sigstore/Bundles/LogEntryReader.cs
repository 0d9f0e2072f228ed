using System.Collections.Immutable;
using System.Text.Json;

namespace AiBom.Verification.Sigstore.Bundles;

/// <summary>Reads one log entry of a bundle. An index that is absent is 0, as protocol buffers have it.</summary>
internal sealed class LogEntryReader
{
    private readonly ProtoJson proto;
    private LogEntry entry = new(0, [], "", "", 0, Promise: null, Proof: null, []);

    private LogEntryReader(ProtoJson proto) => this.proto = proto;

    public static LogEntry Read(ProtoJson proto, ref Utf8JsonReader reader)
    {
        var state = new LogEntryReader(proto);
        proto.ReadMessage(ref reader, state.ReadMember);
        return state.entry;
    }

    private void ReadMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "logIndex":
                entry = entry with { Index = ProtoJson.Number(ref reader) };
                break;
            case "integratedTime":
                entry = entry with { IntegratedTime = ProtoJson.Number(ref reader) };
                break;
            case "canonicalizedBody":
                entry = entry with { Body = proto.Bytes(ref reader) };
                break;
            case "logId":
                entry = entry with { LogId = proto.BytesOf(ref reader, "keyId") };
                break;
            case "kindVersion":
                proto.ReadMessage(ref reader, ReadKindVersion);
                break;
            case "inclusionPromise":
                entry = entry with { Promise = ReadPromise(ref reader) };
                break;
            case "inclusionProof":
                entry = entry with { Proof = ReadProof(ref reader) };
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadKindVersion(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "kind":
                entry = entry with { Kind = ProtoJson.Text(ref reader) };
                break;
            case "version":
                entry = entry with { Version = ProtoJson.Text(ref reader) };
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>A promise without a signature is none.</summary>
    private byte[]? ReadPromise(ref Utf8JsonReader reader)
    {
        byte[] promise = proto.BytesOf(ref reader, "signedEntryTimestamp");
        return promise.Length == 0 ? null : promise;
    }

    private InclusionProof ReadProof(ref Utf8JsonReader reader)
    {
        var proof = new InclusionProof(0, [], 0, [], Checkpoint: null);
        proto.ReadMessage(ref reader, (ref member, name) =>
        {
            switch (name)
            {
                case "logIndex":
                    proof = proof with { Index = ProtoJson.Number(ref member) };
                    break;
                case "treeSize":
                    proof = proof with { TreeSize = ProtoJson.Number(ref member) };
                    break;
                case "rootHash":
                    proof = proof with { RootHash = proto.Bytes(ref member) };
                    break;
                case "hashes":
                    proof = proof with { Hashes = ReadHashes(ref member) };
                    break;
                case "checkpoint":
                    proof = proof with { Checkpoint = ReadCheckpoint(ref member) };
                    break;
                default:
                    member.Skip();
                    break;
            }
        });
        return proof;
    }

    private ImmutableArray<byte[]> ReadHashes(ref Utf8JsonReader reader)
    {
        var hashes = ImmutableArray.CreateBuilder<byte[]>();
        proto.ReadList(
            ref reader, VerificationLimits.ProofHashes, (ref hash) => hashes.Add(proto.Bytes(ref hash)));
        return hashes.ToImmutable();
    }

    /// <summary>A checkpoint without text is none.</summary>
    private string? ReadCheckpoint(ref Utf8JsonReader reader)
    {
        string envelope = proto.TextOf(ref reader, "envelope", VerificationLimits.CheckpointBytes);
        return envelope.Length == 0 ? null : envelope;
    }
}
