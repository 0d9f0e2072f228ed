namespace AiBom.Verification.Keys;

/// <summary>What came of verifying a signature under a key.</summary>
internal enum SignatureVerdict
{
    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>It holds.</summary>
    Holds,

    /// <summary>This platform cannot tell: neither a pass nor evidence of forgery.</summary>
    Unsupported,
}
