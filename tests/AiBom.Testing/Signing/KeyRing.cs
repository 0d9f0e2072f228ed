namespace AiBom.Testing.Signing;

/// <summary>A signer for each organization of the reference fixture that signs in tests.</summary>
public static class KeyRing
{
    /// <summary>The vendor of the base model.</summary>
    public static Signer Aurora { get; } = Signer.Ecdsa();

    /// <summary>A competitor, registered for itself.</summary>
    public static Signer Cobalt { get; } = Signer.Ecdsa();

    /// <summary>Ourselves.</summary>
    public static Signer Northwind { get; } = Signer.Ecdsa();

    /// <summary>Someone whom nobody registered.</summary>
    public static Signer Stranger { get; } = Signer.Ecdsa();
}
