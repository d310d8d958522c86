import CCrypto
import Diagnostics
import Foundation

/// A running SHA-256 digest, by libcrypto.
///
///     let digest = try SHA256()
///     try digest.update(bytes)
///     let hex = try digest.finish()
public final class SHA256 {
    private let context: OpaquePointer

    /// The digest of no bytes so far.
    public init() throws {
        guard let context = EVP_MD_CTX_new() else { throw WeirError.digestUnavailable() }
        self.context = context
        guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { throw WeirError.digestUnavailable() }
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in more bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) throws {
        guard EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1 else {
            throw WeirError.digestUnavailable()
        }
    }

    /// The digest as 64 lower-case hexadecimal digits; call it once, at the end.
    public func finish() throws -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        guard EVP_DigestFinal_ex(context, &bytes, nil) == 1 else { throw WeirError.digestUnavailable() }
        return Self.hexadecimal(bytes)
    }

    /// The digest of these bytes, as 64 lower-case hexadecimal digits.
    public static func hex(of data: some ContiguousBytes) throws -> String {
        let digest = try SHA256()
        try data.withUnsafeBytes { try digest.update($0) }
        return try digest.finish()
    }

    /// The digest of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits.
    public static func hex(of text: String) throws -> String { try hex(of: Array(text.utf8)) }

    /// The digest of a file's content, read in pieces of 256 KiB; this blocks.
    public static func hex(ofFile file: URL) throws -> String {
        let descriptor = try SystemCalls.open(file.path, O_RDONLY, "read")
        defer { close(descriptor) }
        let digest = try SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try SystemCalls.read(descriptor, into: buffer, path: file.path)
            if count == 0 { return try digest.finish() }
            try digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
