// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.emulator.http;

import static dev.amplitude4j.emulator.http.Der.bitString;
import static dev.amplitude4j.emulator.http.Der.integer;
import static dev.amplitude4j.emulator.http.Der.octetString;
import static dev.amplitude4j.emulator.http.Der.oid;
import static dev.amplitude4j.emulator.http.Der.sequence;
import static dev.amplitude4j.emulator.http.Der.set;
import static dev.amplitude4j.emulator.http.Der.tagged;
import static dev.amplitude4j.emulator.http.Der.utcTime;
import static dev.amplitude4j.emulator.http.Der.utf8String;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * Writes a self-signed X.509 certificate for the loopback names. The JDK has no public way to make one, and a library
 * for it would come upon the class path of everyone who tests with the emulator. Pure function, any thread.
 */
final class LoopbackCertificate {

    private static final int VERSION_TAG = 0xA0;
    private static final int EXTENSIONS_TAG = 0xA3;
    private static final int DNS_NAME_TAG = 0x82;
    private static final int IP_ADDRESS_TAG = 0x87;
    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};
    private static final byte[] IPV6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final Duration VALIDITY = Duration.ofDays(365);

    private LoopbackCertificate() {}

    static X509Certificate selfSigned(KeyPair pair, Instant now) throws GeneralSecurityException {
        byte[] algorithm = sequence(oid(1, 2, 840, 10045, 4, 3, 2)); // ecdsa-with-SHA256
        byte[] name = sequence(set(sequence(oid(2, 5, 4, 3), utf8String("amplitude4j emulator"))));
        byte[] toBeSigned = sequence(
                tagged(VERSION_TAG, integer(BigInteger.TWO)),
                integer(BigInteger.valueOf(now.toEpochMilli())),
                algorithm,
                name,
                sequence(utcTime(now.minus(Duration.ofDays(1))), utcTime(now.plus(VALIDITY))),
                name,
                pair.getPublic().getEncoded(),
                tagged(EXTENSIONS_TAG, sequence(subjectAlternativeNames())));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(toBeSigned);
        byte[] der = sequence(toBeSigned, algorithm, bitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] subjectAlternativeNames() {
        byte[] names = sequence(
                tagged(DNS_NAME_TAG, "localhost".getBytes(StandardCharsets.US_ASCII)),
                tagged(IP_ADDRESS_TAG, IPV4_LOOPBACK),
                tagged(IP_ADDRESS_TAG, IPV6_LOOPBACK));
        return sequence(oid(2, 5, 29, 17), octetString(names));
    }
}
