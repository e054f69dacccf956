// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.agent.boot;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Loads everything of the agent but its entry points, from {@code inst/**.classdata} of its own jar, for the JVM's life. Its
 * parent is the JDK, so the application's classes and ours never see each other. Any thread.
 *
 * <p>It reads the jar itself and hands out no URLs: handlers of {@code jar:} URLs take locks that applications hold.
 */
final class IsolatedLoader extends ClassLoader {

    private static final String FOLDER = "inst/";

    static {
        registerAsParallelCapable();
    }

    private final File file;
    private final JarFile jar;
    private final String version;

    private IsolatedLoader(File file, JarFile jar, ClassLoader parent) throws IOException {
        super(parent);
        this.file = file;
        this.jar = jar;
        this.version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
    }

    static IsolatedLoader open(File file) throws IOException {
        return new IsolatedLoader(file, new JarFile(file, false), platform());
    }

    /** The jar. */
    File file() {
        return file;
    }

    /** The bytes of an entry of the jar. */
    byte[] read(String entry) throws IOException {
        InputStream in = jar.getInputStream(jar.getEntry(entry));
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
            byte[] buffer = new byte[8_192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toByteArray();
        } finally {
            in.close();
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (jar.getEntry(entry(name)) == null) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes;
        try {
            if (jar.getEntry(entry(name)) == null) {
                throw new ClassNotFoundException(name);
            }
            bytes = read(entry(name));
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        definePackageOf(name);
        return defineClass(name, bytes, 0, bytes.length, IsolatedLoader.class.getProtectionDomain());
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        String path = name.endsWith(".class") ? name + "data" : name;
        ZipEntry entry = jar.getEntry(FOLDER + path);
        try {
            return entry == null ? super.getResourceAsStream(name) : jar.getInputStream(entry);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    protected URL findResource(String name) {
        return null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        return Collections.emptyEnumeration();
    }

    /** Our own packages tell the version; nobody asks those of libraries. */
    private void definePackageOf(String className) {
        int end = className.lastIndexOf('.');
        String name = end < 0 ? "" : className.substring(0, end);
        if (!name.startsWith("dev.amplitude4j")) {
            return;
        }
        try {
            definePackage(name, null, null, null, null, version, null, null);
        } catch (IllegalArgumentException e) {
            // It is there already.
        }
    }

    private static String entry(String className) {
        return FOLDER + className.replace('.', '/') + ".classdata";
    }

    /** The outermost loader that has a name in Java: the platform's, or on 8 that of extensions. */
    private static ClassLoader platform() {
        ClassLoader loader = ClassLoader.getSystemClassLoader();
        while (loader.getParent() != null) {
            loader = loader.getParent();
        }
        return loader;
    }
}
