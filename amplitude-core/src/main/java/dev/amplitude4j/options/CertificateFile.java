// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.options;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Reads certificates from a PEM file, on the thread that builds the options. */
final class CertificateFile {

    private CertificateFile() {}

    /** The certificates of that file, at least one; none if there is no file to read. */
    static List<X509Certificate> read(String file) {
        if (file == null) {
            return Collections.emptyList();
        }
        List<X509Certificate> certificates = new ArrayList<>();
        try (InputStream in = Files.newInputStream(path(file))) {
            certificates.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .collect(Collectors.toList()));
        } catch (IOException e) {
            throw new IllegalArgumentException("trustedCertificates cannot be read: " + e, e);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("trustedCertificates must be certificates in PEM, was " + file, e);
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("trustedCertificates must hold a certificate, was empty: " + file);
        }
        return Collections.unmodifiableList(certificates);
    }

    private static Path path(String file) throws IOException {
        try {
            return Paths.get(file.trim());
        } catch (InvalidPathException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
