using AiBom.Documents;
using AiBom.Documents.Content;
using AiBom.Domain;
using AiBom.Registry.Ingestion;
using AiBom.Server.Options;
using AiBom.Storage.Blobs;
using AiBom.Verification;
using AiBom.Verification.Artifacts;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace AiBom.Server.Endpoints;

/// <summary>Either a submission, or the refusal of a request that is none.</summary>
internal sealed record PostedSubmission(Submission? Submission, IResult? Refusal)
{
    public static PostedSubmission Refuse(int status, string code, string message) =>
        new(null, Problem.Result(status, code, message));
}

/// <summary>
/// Reads a submission off a request: the raw bytes of a document, or a form with one <c>document</c>, any number of
/// <c>bundle</c> parts, and any number of <c>artifact</c> parts whose filename is the file's name in the document.
/// Artifacts go to the blob store as they come in; nothing names them until the submission is recorded. For a dry run
/// there is no store: they are hashed as they come in.
/// </summary>
internal static class SubmissionReader
{
    private const string Untyped = "application/octet-stream";
    private const int MaxNameLength = 1_024;
    private const int MaxHeadersLength = 16 * 1_024;

    public static Task<PostedSubmission> ReadAsync(
        HttpRequest request,
        string poster,
        FolderBlobStore? blobs,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type))
        {
            return Task.FromResult(Unsupported(request.ContentType));
        }

        if (!type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return ReadRawAsync(request, type, poster, options, cancellationToken);
        }

        // Artifacts go to the store as they come in: a few packed megabytes would fill a disk.
        return request.Headers.ContentEncoding.Count > 0
            ? Task.FromResult(PostedSubmission.Refuse(
                StatusCodes.Status415UnsupportedMediaType,
                "CONTENT_ENCODING_UNSUPPORTED",
                "A form is sent as it is, without Content-Encoding."))
            : ReadFormAsync(
                request,
                HeaderUtilities.RemoveQuotes(type.Boundary).ToString(),
                poster,
                blobs,
                options,
                cancellationToken);
    }

    private static async Task<PostedSubmission> ReadRawAsync(
        HttpRequest request,
        MediaTypeHeaderValue type,
        string poster,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (!IsDocument(type))
        {
            return Unsupported(request.ContentType);
        }

        RequestBody body = await RequestBody.ReadAsync(
            request, "document", options.MaxDocumentBytes, cancellationToken);
        return body.Refusal is { } refusal
            ? new PostedSubmission(null, refusal.ToResult())
            : new PostedSubmission(new Submission(body.Content, type.ToString(), poster), null);
    }

    private static async Task<PostedSubmission> ReadFormAsync(
        HttpRequest request,
        string boundary,
        string poster,
        FolderBlobStore? blobs,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (boundary.Length is 0 or > 200)
        {
            return Malformed("A form needs a boundary of 1 to 200 characters.");
        }

        var form = new SubmissionForm(poster, blobs, options);
        var reader = new MultipartReader(boundary, request.Body)
        {
            HeadersCountLimit = 16,
            HeadersLengthLimit = MaxHeadersLength,

            // Each part is held to the bound of its kind as it is read.
            BodyLengthLimit = null,
        };
        try
        {
            while (await NextAsync(reader, cancellationToken) is { } section)
            {
                if (await form.TakeAsync(section, cancellationToken) is { } refusal)
                {
                    return refusal;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            return Malformed($"The form cannot be read: {FindingLimits.Cut(exception.Message)}");
        }

        return form.Finish();
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            MultipartSection? section = await reader.ReadNextSectionAsync(cancellationToken);
            section?.Body = new PartBody(section.Body);
            return section;
        }
        catch (IOException exception)
            when (exception is not BadHttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw PartBody.Truncated(exception);
        }
    }

    /// <summary>Takes the parts of a form one after the other.</summary>
    private sealed class SubmissionForm(string poster, FolderBlobStore? blobs, AibomOptions options)
    {
        private readonly List<ReadOnlyMemory<byte>> bundles = [];
        private readonly List<PostedArtifact> artifacts = [];
        private long bundleBytes;
        private ReadOnlyMemory<byte>? document;
        private string mediaType = DocumentReader.MediaTypes[0];

        public async Task<PostedSubmission?> TakeAsync(MultipartSection section, CancellationToken cancellationToken)
        {
            if (!ContentDispositionHeaderValue.TryParse(
                section.ContentDisposition, out ContentDispositionHeaderValue? part))
            {
                return Malformed("A part of the form has no Content-Disposition with a name.");
            }

            if (bundles.Count + artifacts.Count >= options.MaxParts)
            {
                return Malformed($"A submission has at most {options.MaxParts} bundles and artifacts.");
            }

            string name = HeaderUtilities.RemoveQuotes(part.Name).ToString();
            return name switch
            {
                "document" => await TakeDocumentAsync(section, cancellationToken),
                "bundle" => await TakeBundleAsync(section, cancellationToken),
                "artifact" => await TakeArtifactAsync(section, FileNameOf(part), cancellationToken),
                _ => Malformed(
                    $"A form has the parts 'document', 'bundle' and 'artifact', not '{FindingLimits.Cut(name)}'."),
            };
        }

        public PostedSubmission Finish() => document is { } read
            ? new PostedSubmission(
                new Submission(read, mediaType, poster) { Bundles = [.. bundles], Artifacts = [.. artifacts] },
                null)
            : Malformed("The form has no part 'document'.");

        private async Task<PostedSubmission?> TakeDocumentAsync(
            MultipartSection section, CancellationToken cancellationToken)
        {
            if (document is not null)
            {
                return Malformed("The form has the part 'document' twice.");
            }

            if (section.ContentType is not null)
            {
                if (!MediaTypeHeaderValue.TryParse(section.ContentType, out MediaTypeHeaderValue? type)
                    || !(IsDocument(type) || type.MediaType.Equals(Untyped, StringComparison.OrdinalIgnoreCase)))
                {
                    return Unsupported(section.ContentType);
                }

                mediaType = IsDocument(type) ? type.ToString() : mediaType;
            }

            document = await BoundedBytes.ReadAsync(section.Body, options.MaxDocumentBytes, cancellationToken);
            return document is null ? TooLarge("document", options.MaxDocumentBytes) : null;
        }

        private async Task<PostedSubmission?> TakeBundleAsync(
            MultipartSection section, CancellationToken cancellationToken)
        {
            // They are held in memory together, so they share one bound.
            ReadOnlyMemory<byte>? read = await BoundedBytes.ReadAsync(
                section.Body, (int)(options.MaxBundleBytes - bundleBytes), cancellationToken);
            if (read is not { } bundle)
            {
                return PostedSubmission.Refuse(
                    StatusCodes.Status413PayloadTooLarge,
                    FindingCodes.SizeExceeded,
                    $"The bundles of a submission have at most {options.MaxBundleBytes} bytes together.");
            }

            bundleBytes += bundle.Length;
            if (bundles.Count == VerificationLimits.Bundles)
            {
                return Malformed($"A submission has at most {VerificationLimits.Bundles} bundles.");
            }

            bundles.Add(bundle);
            return null;
        }

        private async Task<PostedSubmission?> TakeArtifactAsync(
            MultipartSection section, string? name, CancellationToken cancellationToken)
        {
            if (name is null || name.Length is 0 or > MaxNameLength)
            {
                return Malformed("An 'artifact' part needs the file's name in the document as its filename.");
            }

            // As the reader has it of the document.
            name = UrlCredentials.Mask(name);
            PostedArtifact? artifact = blobs is null
                ? await HashAsync(name, section.Body, cancellationToken)
                : await StoreAsync(name, section.Body, blobs, cancellationToken);
            if (artifact is null)
            {
                return TooLarge("artifact", options.MaxArtifactBytes);
            }

            artifacts.Add(artifact);
            return null;
        }

        private async Task<PostedArtifact?> StoreAsync(
            string name, Stream body, FolderBlobStore store, CancellationToken cancellationToken)
        {
            BlobWrite write = await store.WriteAsync(
                body, expected: null, options.MaxArtifactBytes, cancellationToken);
            return write is BlobWrite.Stored stored ? new PostedArtifact(name, stored.Digest, stored.Length) : null;
        }

        /// <summary>By every function: which of them the document declares is known only when all has come.</summary>
        private async Task<PostedArtifact?> HashAsync(string name, Stream body, CancellationToken cancellationToken)
        {
            ArtifactHashes? hashes = await ArtifactHasher.HashAsync(
                body, Enum.GetValues<HashFunction>(), options.MaxArtifactBytes, cancellationToken);
            return hashes is null ? null : new PostedArtifact(name, hashes.Sha256, hashes.Length) { Hashes = hashes };
        }

        private static PostedSubmission TooLarge(string part, long bytes) => PostedSubmission.Refuse(
            StatusCodes.Status413PayloadTooLarge, FindingCodes.SizeExceeded, $"A {part} has at most {bytes} bytes.");

        private static string? FileNameOf(ContentDispositionHeaderValue part) =>
            (part.FileNameStar.HasValue ? part.FileNameStar : HeaderUtilities.RemoveQuotes(part.FileName)).Value;
    }

    private static bool IsDocument(MediaTypeHeaderValue type) =>
        DocumentReader.MediaTypes.Any(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase));

    private static PostedSubmission Malformed(string message) =>
        PostedSubmission.Refuse(StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", message);

    private static PostedSubmission Unsupported(string? type) => PostedSubmission.Refuse(
        StatusCodes.Status415UnsupportedMediaType,
        "MEDIA_TYPE_UNSUPPORTED",
        $"A document is {string.Join(" or ", DocumentReader.MediaTypes)}, or a part of multipart/form-data; "
        + $"not '{FindingLimits.Cut(type ?? "")}'.");
}
