using AiBom.Documents;
using AiBom.Domain;
using AiBom.Verification;

namespace AiBom.Registry.Ingestion;

/// <summary>All that is known of a submission, for the rules to judge by.</summary>
/// <param name="Document">What the document alone tells.</param>
/// <param name="Verification">What the evidence says of who said it.</param>
/// <param name="Publisher">The registered organization in whose name it speaks; null where that is nobody.</param>
/// <param name="Codes">The codes of everything that was found, listed or not.</param>
internal sealed record IngestCase(
    DocumentInspection Document, VerificationReport Verification, string? Publisher, IReadOnlySet<string> Codes)
{
    /// <summary>The document's head.</summary>
    public DocumentHeader Header => Document.Statements!.Header;
}
