namespace AiBom.Verification.Keys;

/// <summary>What came of verifying a signature under a key.</summary>
internal enum SignatureVerdict
{
    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>It holds.</summary>
    Holds,

    /// <summary>
    /// It cannot be told, on this platform or from what is known of the content: no pass, and no evidence of forgery.
    /// </summary>
    Unsupported,
}
