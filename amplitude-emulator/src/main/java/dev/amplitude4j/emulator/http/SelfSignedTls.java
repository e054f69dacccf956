// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The key and certificate of one emulator, made at its start and never stored. Immutable, any thread. */
public final class SelfSignedTls {

    private final PrivateKey key;
    private final X509Certificate certificate;

    private SelfSignedTls(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes a new key and a certificate for localhost, 127.0.0.1 and ::1. */
    public static SelfSignedTls create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SelfSignedTls(pair.getPrivate(), LoopbackCertificate.selfSigned(pair, Instant.now()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot make an EC certificate", e);
        }
    }

    /** The certificate to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** For the server side. */
    public SSLContext serverContext() {
        try {
            char[] noPassword = new char[0];
            KeyStore store = emptyStore();
            store.setKeyEntry("emulator", key, noPassword, new Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, noPassword);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot serve TLS", e);
        }
    }

    /** For clients: trusts this certificate and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("emulator", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot speak TLS", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
